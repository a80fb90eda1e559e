import { connectWebSocket } from '@agog/deliverables-ws';
import { serverUrl } from '../server-url.ts';
import { printReports } from './print-reports.ts';

await printReports(await connectWebSocket({ servers: serverUrl() }), console.log);
