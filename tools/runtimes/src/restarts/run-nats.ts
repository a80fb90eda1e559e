import { connectNats } from '@agog/deliverables-nats';
import { serverUrl } from '../server-url.ts';
import { printReports } from './print-reports.ts';

await printReports(await connectNats({ servers: serverUrl() }), console.log);
