/**
 * What it takes to move a store: 100,000 reports from a SQLite file to a server of its own while two agents of another
 * process go on publishing, then a backup of it all and its restore.
 * `npm run bench migration [messages] [bytes of a report]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStreamManager, describeMigration, migrate } from '@agog/deliverables-admin';
import { backupToFile, restoreFromFile } from '@agog/deliverables-admin/files';
import { createClient, type Transport } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { roster } from './roster.ts';

const [total = 100_000, size = 2_048] = process.argv.slice(2).map(Number);
const notices = Math.min(1_000, Math.floor(total / 10));
const reportContent = `# A report\n\n${'word '.repeat(size / 5)}`;

const time = async <T>(what: string, messages: number, work: () => Promise<T>): Promise<T> => {
  const start = performance.now();
  const answer = await work();
  const seconds = (performance.now() - start) / 1_000;
  const each = `${Math.round(messages / seconds)} a second`;
  console.log(`  ${what.padEnd(48)} ${seconds.toFixed(1).padStart(6)} s  ${each}`);
  return answer;
};

const fill = async (transport: Transport): Promise<void> => {
  await createStreamManager(transport, roster).apply();
  const client = createClient({ transport, roster });
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < total; index = next++) {
      const featureName = `feature-${index % 2_000}`;
      const report = { agent: 'ann', taskType: 'plan', featureName, reportContent } as const;
      if (index < notices) await client.deliver(report, { summary: 'Done.' });
      else await client.publishReport(report);
    }
  };
  const atOnce = Math.max(1, Math.min(512, Math.floor(2 ** 25 / size)));
  await Promise.all(Array.from({ length: atOnce }, work));
};

/** Proves every notice of a store; throws for one that does not hold. */
const verifyNotices = async (transport: Transport): Promise<number> => {
  const client = createClient({ transport, roster });
  let count = 0;
  for (let index = 0; index < notices; index++) {
    const featureName = `feature-${index}`;
    const notice = await client.fetchNotice({ agent: 'ann', taskType: 'plan', featureName });
    if (!notice) throw new Error(`No notice of ${featureName}.`);
    await client.verifyNotice(notice);
    count += 1;
  }
  return count;
};

const folder = await mkdtemp(join(tmpdir(), 'agog-migration-'));
const path = join(folder, 'store.db');
const file = join(folder, 'plans.backup');
try {
  await using server = await startServer();
  await using to = await connectNats({ servers: server.url });
  await using from = await openSqliteTransport({ path });
  console.log(`${total} reports of ${size} bytes, SQLite to nats-server ${server.version}`);
  await time('fill the file', total, () => fill(from));

  const script = fileURLToPath(new URL('writers.ts', import.meta.url));
  const writers = spawn('node', ['--conditions=@agog/source', script, path, String(size)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let told = '';
  writers.stdout.on('data', (chunk) => {
    told += chunk;
  });
  const stop = new AbortController();
  const start = performance.now();
  let caughtUp = (): void => {};
  const isCaughtUp = new Promise<void>((resolve) => {
    caughtUp = resolve;
  });
  const migration = migrate({
    from,
    to,
    streams: roster,
    followUntil: stop.signal,
    // The second stream comes after the first.
    onProgress: ({ stream }) => {
      if (stream === 'agog_reviews') caughtUp();
    },
  });
  await Promise.race([isCaughtUp, migration]);
  const copied = (performance.now() - start) / 1_000;
  console.log(
    `  ${'copy while two agents write, until caught up'.padEnd(48)} ${copied.toFixed(1).padStart(6)} s`,
  );
  writers.stdin.end();
  await once(writers, 'close');
  stop.abort();
  const results = await time('drain, compare every head, close', total, () => migration);
  console.log(`  written meanwhile: ${told.trim()}`);
  console.log(describeMigration(results).replaceAll(/^/gm, '  '));
  const messages = results.reduce((sum, { verified }) => sum + verified, 0);
  const expected = total + notices + Number(told);
  if (messages !== expected) throw new Error(`${messages} messages are there, not ${expected}.`);
  await time('verify the notices', notices, () => verifyNotices(to));

  await time('back up, NATS to a file', messages, () =>
    backupToFile(to, file, { streams: roster }),
  );
  console.log(`  ${((await stat(file)).size / 2 ** 20).toFixed(1)} MiB`);
  await using other = await startServer();
  await using restored = await connectNats({ servers: other.url });
  await time('check the file, restore to NATS', messages, () => restoreFromFile(restored, file));
  await time('the same again: compare every byte', messages, () => restoreFromFile(restored, file));
  await verifyNotices(restored);
  await using sqlite = await openSqliteTransport({ path: join(folder, 'other.db') });
  await time('check the file, restore to SQLite', messages, () => restoreFromFile(sqlite, file));
  await verifyNotices(sqlite);
  console.log(
    `  largest memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1_024)} MiB`,
  );
} finally {
  await rm(folder, { recursive: true });
}
