/**
 * Publishes reports `0` to `count - 1` of one writer, eight at a time, and prints `<number> <sequence>` for each that was
 * acknowledged. What its log says was acknowledged before it does not publish again; everything else it does, with the
 * same message id: `publisher.ts <store> <writer> <count> <log> [bytes]`
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { testReport } from './test-report.ts';

const [path = '', writer = '', count = '0', log = '', bytes = '100'] = process.argv.slice(2);

// A crash can leave half a line at the end; it has no number then, or no sequence.
const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
const done = new Set(lines.map((line) => Number(line.split(' ')[0])));
const open = Array.from({ length: Number(count) }, (_, number) => number).filter(
  (number) => !done.has(number),
);

await using transport = await openSqliteTransport({ path, timeout: 20_000 });
const work = async () => {
  for (let number = open.shift(); number !== undefined; number = open.shift()) {
    const { message, messageId } = testReport(writer, number, Number(bytes));
    const { sequence } = await transport.publish(message, { messageId });
    const line = `${number} ${sequence}\n`;
    appendFileSync(log, line);
    process.stdout.write(line);
  }
};
await Promise.all(Array.from({ length: 8 }, work));
