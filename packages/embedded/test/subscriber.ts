/** Prints `ready`, then `<sequence> <milliseconds since 1970>` for every message that comes: `subscriber.ts <store>` */
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { testStream } from './test-stream.ts';

await using transport = await openSqliteTransport({ path: process.argv[2] ?? '' });
const subscription = await transport.subscribe({ streams: [testStream.name], from: 'new' });
process.stdout.write('ready\n');
for await (const { sequence } of subscription) {
  process.stdout.write(`${sequence} ${performance.timeOrigin + performance.now()}\n`);
}
