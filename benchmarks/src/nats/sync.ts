// What safety from power cuts costs, and what a report takes on the disk: npm run bench nats:sync
import { randomBytes } from 'node:crypto';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';

const settings = ['2m', '1s', 'always'];
const sizes = [10_000, 32_000];
const count = 300;
const together = 64;

const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;

const rows: Record<string, string | number>[] = [];
for (const setting of settings) {
  await using server = await startServer({ syncInterval: setting });
  await using client = createClient({
    transport: await connectNats({ servers: server.url }),
    roster: defaultRoster,
  });
  await client.initialize();
  for (const size of sizes) {
    const reportContent = randomBytes(size / 2).toString('hex');
    const publish = (featureName: string) =>
      client.publishReport({ agent: 'roy', taskType: 'backend', featureName, reportContent });
    const before = await client.transport.admin?.info('agog_features_backend');
    await publish('warm');
    const alone: number[] = [];
    for (let index = 0; index < count; index++) {
      const start = performance.now();
      await publish(`alone-${index % together}`);
      alone.push(performance.now() - start);
    }
    const start = performance.now();
    let next = 0;
    const work = async (channel: number): Promise<void> => {
      while (next++ < count * 4) await publish(`together-${channel}`);
    };
    await Promise.all(Array.from({ length: together }, (_, channel) => work(channel)));
    const seconds = (performance.now() - start) / 1000;
    const after = await client.transport.admin?.info('agog_features_backend');
    const stored = (after?.state.messages ?? 0) - (before?.state.messages ?? 0);
    const bytes = (after?.state.bytes ?? 0) - (before?.state.bytes ?? 0);
    rows.push({
      sync_interval: setting,
      'report, bytes': size,
      'one at a time, ms': median(alone).toFixed(2),
      '64 at a time, per second': Math.round((count * 4) / seconds),
      'beside the report, bytes': Math.round(bytes / stored - size),
    });
  }
}
console.table(rows);
