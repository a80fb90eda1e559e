import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Transport } from '@agog/deliverables-core';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { streamOf } from '../stores.fixture.ts';
import {
  adminOf,
  dump,
  dumpCopies,
  numbered,
  openFile,
  openNats,
  openServer,
} from './archive.fixture.ts';
import type { ChildTask } from './archive-child.fixture.ts';
import { backupToFile, inspectBackupFile, restoreFromFile } from './backup-file.ts';
import { migrate } from './migrate.ts';

const total = 3_000;
const streams = ['plans'];

/** Begins a task in a process of its own, and kills that as soon as it has stored something new. */
const killWithin = async (task: ChildTask): Promise<void> => {
  const script = fileURLToPath(new URL('archive-child.fixture.ts', import.meta.url));
  const child = spawn('node', ['--conditions=@agog/source', script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += chunk;
    if (/copied [1-9]/.test(told)) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect({ signal, isDone: told.includes('done') }).toEqual({ signal: 'SIGKILL', isDone: false });
};

let folder: string;
let source: Transport;
let task: Omit<ChildTask, 'task'>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agog-archive-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = join(folder, 'source.db');
  source = await openFile(store);
  await adminOf(source).create(streamOf('plans', { maxMessages: total }));
  const body = new Uint8Array(4_000).fill(65);
  const sequences = Array.from({ length: total }, (_, index) => index + 1 + (index > 50 ? 40 : 0));
  await Promise.all(
    sequences.map((sequence) =>
      adminOf(source).place('plans', { ...numbered('plans', sequence), body }),
    ),
  );
  const { url } = await openServer('2.15');
  task = { url, store, backup: join(folder, 'plans.backup') };
}, 20_000);

const expectCopy = async (copy: Transport): Promise<void> => {
  expect(await dump(copy, 'plans')).toEqual(await dumpCopies(source, 'plans'));
  const { state, config } = (await adminOf(copy).info('plans')) ?? {};
  expect(state).toMatchObject({ messages: total, lastSequence: total + 40 });
  expect(config).toEqual((await adminOf(source).info('plans'))?.config);
};

describe('killed in the middle, and called again', () => {
  test('a migration loses and doubles nothing', async () => {
    await killWithin({ ...task, task: 'migrate' });
    await killWithin({ ...task, task: 'migrate' });
    const to = await openNats(task.url);
    const [result] = await migrate({ from: source, to, streams });
    expect(result?.present).toBeGreaterThan(0);
    expect(result?.copied).toBe(total - (result?.present ?? 0));
    await expectCopy(to);
  }, 30_000);

  test('a restore over NATS loses and doubles nothing', async () => {
    await backupToFile(source, task.backup, { streams });
    await killWithin({ ...task, task: 'restore-to-server' });
    const to = await openNats(task.url);
    const [result] = await restoreFromFile(to, task.backup);
    expect(result?.present).toBeGreaterThan(0);
    await expectCopy(to);
  }, 30_000);

  test('a backup goes on, and so does a restore into a file', async () => {
    await killWithin({ ...task, task: 'backup' });
    const { bytes, complete } = await inspectBackupFile(`${task.backup}.partial`);
    expect(complete).toBe(false);
    expect(bytes).toBeGreaterThan(0);
    await backupToFile(source, task.backup, { streams });
    expect(await inspectBackupFile(task.backup)).toMatchObject({
      complete: true,
      damage: null,
      streams: [{ messages: total, lastSequence: total + 40 }],
    });
    await expect(stat(`${task.backup}.partial`)).rejects.toThrow('ENOENT');
    const again = backupToFile(source, task.backup, { streams });
    await expect(again).rejects.toMatchObject({ code: 'invalid_argument' });
    const store = join(folder, 'target.db');
    await killWithin({ ...task, task: 'restore-to-file', store });
    const to = await openFile(store);
    await restoreFromFile(to, task.backup);
    await expectCopy(to);
  }, 30_000);
});
