import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { expect, onTestFinished, test } from 'vitest';
import { roster, streamOf } from '../stores.fixture.ts';
import {
  adminOf,
  backupToBytes,
  dump,
  dumpCopies,
  inPieces,
  numbered,
  openNats,
  openStore,
} from './archive.fixture.ts';
import { backup } from './backup.ts';
import { backupToFile, inspectBackupFile, restoreFromFile } from './backup-file.ts';
import {
  describeBackup,
  describeMigration,
  describeProgress,
  describeRestore,
} from './describe-archive.ts';
import { inspectBackup } from './inspect-backup.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';

const openFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'agog-archive-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

test('reports of 10 MB pass, and one that the server does not take is named', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans', { maxMessageSize: 10_551_296 }));
  for (const sequence of [1, 2, 4]) {
    const body = new Uint8Array(10_485_760).fill(sequence);
    await adminOf(source).place('plans', { ...numbered('plans', sequence), body });
  }
  const bytes = await backupToBytes(source, { streams: ['plans'] });
  const target = await openStore('jetstream');
  await restore(target, { from: inPieces(bytes, 1_000_000) });
  expect(await dump(target, 'plans')).toEqual(await dumpCopies(source, 'plans'));

  await using server = await startServer({ maxPayload: 1_048_576 });
  const connection = await connect({ servers: server.url });
  await using small = createJetStreamTransport({ connection, ownsConnection: true });
  await expect(migrate({ from: source, to: small, streams: ['plans'] })).rejects.toMatchObject({
    code: 'message_too_large',
    message: expect.stringContaining('1048576'),
  });
}, 20_000);

test('a server whose storage is used up is named at once', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans'));
  const body = new Uint8Array(100_000);
  for (let sequence = 1; sequence <= 20; sequence++) {
    await adminOf(source).place('plans', { ...numbered('plans', sequence), body });
  }
  const storage = `store_dir: ${JSON.stringify(await openFolder())}, max_file_store: 1MB`;
  const server = await startServer({ config: `jetstream { ${storage} }` });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const target = await openNats(server.url);
  const refused = migrate({ from: source, to: target, streams: ['plans'] });
  await expect(refused).rejects.toMatchObject({
    code: 'store_full',
    hint: expect.stringContaining('max_file_store'),
  });
});

test('limits grow where what is moved counts for more in the new store', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans', { maxBytes: 3_000 }));
  for (let sequence = 1; sequence <= 100; sequence++) {
    await adminOf(source).place('plans', numbered('plans', sequence));
  }
  const target = await openStore('jetstream');
  const [result] = await migrate({ from: source, to: target, streams: ['plans'] });
  expect(await dump(target, 'plans')).toEqual(await dumpCopies(source, 'plans'));
  expect(result?.info.config.maxBytes).toBe(result?.info.state.bytes);
  expect(result?.info.config.maxBytes).toBeGreaterThan(3_000);
});

test('a work queue is moved with what is still to be done', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans', { retention: 'workqueue' }));
  for (let sequence = 1; sequence <= 30; sequence++) {
    await adminOf(source).place('plans', numbered('plans', sequence));
  }
  for (const sequence of [1, 2, 3, 10, 11, 30]) {
    await adminOf(source).deleteMessage('plans', sequence);
  }
  const target = await openStore('jetstream');
  const [result] = await migrate({ from: source, to: target, streams: ['plans'] });
  expect(result).toMatchObject({ copied: 24, verified: 24, lastSequence: 30 });
  expect(await dump(target, 'plans')).toEqual(await dumpCopies(source, 'plans'));
});

test('nobody who listens to reports sees what keeps sequences free', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans', { subjects: ['agog.plans.*'] }));
  for (const sequence of [1, 50]) {
    await adminOf(source).place('plans', {
      ...numbered('plans', sequence),
      subject: 'agog.plans.a',
    });
  }
  const target = await openStore('jetstream');
  await adminOf(target).create(streamOf('plans', { subjects: ['agog.plans.*'] }));
  const listener = await target.subscribe({
    streams: ['plans'],
    filters: ['agog.plans.>'],
    from: 'new',
  });
  await migrate({ from: source, to: target, streams: ['plans'] });
  const seen = [await listener.next(), await listener.next()];
  expect(seen.map(({ value }) => value?.sequence)).toEqual([1, 50]);
  expect((await adminOf(target).info('plans'))?.config.subjects).toEqual(['agog.plans.*']);
  await listener.close();
});

test('what makes no sense is refused before anything is done', async () => {
  const transport = await openStore('memory');
  const to = new WritableStream<Uint8Array>();
  const code = (code: string) => ({ code });
  // The casts: callers without a compiler pass anything.
  const any = <T>(value: unknown): T => value as T;
  const bad = any<readonly string[]>('plans');
  await expect(backup(transport, { streams: bad, to })).rejects.toMatchObject(
    code('invalid_argument'),
  );
  await expect(backup(transport, { streams: [], to: any(1) })).rejects.toMatchObject(
    code('invalid_argument'),
  );
  await expect(backup(transport, { streams: ['no'], to })).rejects.toMatchObject(
    code('stream_not_found'),
  );
  await expect(backup(transport, { streams: roster, to })).rejects.toMatchObject(
    code('stream_not_found'),
  );
  await expect(restore(transport, { from: any(null) })).rejects.toMatchObject(
    code('invalid_argument'),
  );
  await expect(inspectBackup(any('text'))).rejects.toMatchObject(code('invalid_argument'));
  const from = any<typeof transport>(undefined);
  await expect(migrate({ from, to: transport, streams: [] })).rejects.toMatchObject(
    code('invalid_argument'),
  );
  await expect(backupToFile(transport, '', { streams: [] })).rejects.toMatchObject(
    code('invalid_argument'),
  );
});

test('a file that is damaged changes nothing, and one that is not there is named', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans'));
  await adminOf(source).place('plans', numbered('plans', 1));
  const bytes = await backupToBytes(source, { streams: ['plans'] });
  const path = join(await openFolder(), 'plans.backup');
  await writeFile(path, bytes.subarray(0, -1));
  const target = await openStore('memory');
  await expect(restoreFromFile(target, path)).rejects.toMatchObject({ code: 'integrity' });
  expect(await adminOf(target).list()).toEqual([]);
  await expect(restoreFromFile(target, `${path}.no`)).rejects.toMatchObject({
    code: 'store_unavailable',
    details: { path: `${path}.no` },
  });
  const nowhere = join(path, 'below', 'a.file');
  const refused = backupToFile(source, nowhere, { streams: ['plans'] });
  await expect(refused).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('what came of it is told in lines', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans'));
  for (const sequence of [1, 2, 5]) {
    await adminOf(source).place('plans', numbered('plans', sequence));
  }
  const path = join(await openFolder(), 'plans.backup');
  const lines: string[] = [];
  const onProgress = (progress: Parameters<typeof describeProgress>[0]) => {
    lines.push(describeProgress(progress));
  };
  await backupToFile(source, path, { streams: ['plans'], onProgress });
  expect(lines.at(-1)).toBe('plans  copied 3 messages, 36 bytes, at 5 of 5');
  const told = describeBackup(await inspectBackupFile(path));
  expect(told).toMatch(
    /^plans {2}3 messages, 36 bytes, up to 5\ncomplete: \d+ bytes, SHA-256 chain /,
  );
  const target = await openStore('memory');
  const restored = describeRestore(await restoreFromFile(target, path));
  expect(restored).toBe('plans  3 messages restored, 36 bytes, up to 5');
  const other = await openStore('memory');
  const moved = await migrate({ from: source, to: other, streams: ['plans'] });
  expect(describeMigration(moved)).toBe('plans  3 messages copied, 36 bytes, up to 5; 3 verified');
});
