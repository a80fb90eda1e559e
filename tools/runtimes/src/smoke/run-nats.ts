import { connectNats } from '@agog/deliverables-nats';
import { serverUrl } from '../server-url.ts';
import { deliverOnce } from './deliver-once.ts';

await deliverOnce(await connectNats({ servers: serverUrl() }));
