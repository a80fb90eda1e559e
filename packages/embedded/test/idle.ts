/** Opens a store, subscribes, waits for nothing and closes nothing: `idle.ts <store>` */
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { testStream } from './test-stream.ts';

const transport = await openSqliteTransport({ path: process.argv[2] ?? '' });
const subscription = await transport.subscribe({ streams: [testStream.name], from: 'start' });
await subscription.next();
process.stdout.write('done\n');
