// Two agents that publish into a file, each one report after the other, until standard input ends; then tells how many.
import { createClient } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { roster } from './roster.ts';

const [path = '', size = '2048'] = process.argv.slice(2);
await using transport = await openSqliteTransport({ path });
const client = createClient({ transport, roster });
const reportContent = `# A report\n\n${'word '.repeat(Number(size) / 5)}`;

let isOver = false;
process.stdin.on('end', () => {
  isOver = true;
});
process.stdin.resume();

const write = async (isAnn: boolean): Promise<number> => {
  let count = 0;
  for (; !isOver; count++) {
    const featureName = `live-${count % 50}`;
    const report = isAnn
      ? ({ agent: 'ann', taskType: 'plan' } as const)
      : ({ agent: 'bob', taskType: 'review' } as const);
    await client.publishReport({ ...report, featureName, reportContent });
  }
  return count;
};

const counts = await Promise.all([write(true), write(false)]);
console.log(counts.reduce((sum, count) => sum + count, 0));
