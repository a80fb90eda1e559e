import { connectWebSocket } from '@agog/deliverables-ws';
import { serverUrl } from '../server-url.ts';
import { deliverOnce } from './deliver-once.ts';

await deliverOnce(await connectWebSocket({ servers: serverUrl() }));
