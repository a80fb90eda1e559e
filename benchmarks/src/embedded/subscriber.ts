/** Prints `ready`, then for every message when it came, in milliseconds since 1970: `subscriber.ts <store>` */
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { stream } from './stream.ts';

await using transport = await openSqliteTransport({ path: process.argv[2] ?? '' });
const subscription = await transport.subscribe({ streams: [stream.name], from: 'new' });
process.stdout.write('ready\n');
for await (const _ of subscription) {
  process.stdout.write(`${performance.timeOrigin + performance.now()}\n`);
}
