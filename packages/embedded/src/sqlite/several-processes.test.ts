import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { MessageHead, Transport } from '@agog/deliverables-core';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { expect, test } from 'vitest';
import { type Child, startChild } from '../../test/start-child.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const createStore = async (folder: string): Promise<string> => {
  const path = join(folder, 'store.db');
  await using transport = await openSqliteTransport({ path });
  await transport.admin?.create(testStream);
  return path;
};

const readAcknowledged = async (log: string): Promise<[number: number, sequence: number][]> => {
  const lines = (await readFile(log, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => line.split(' ').map(Number) as [number, number]);
};

/** Every acknowledged report is stored under the sequence it was given, with its own bytes. */
const expectStored = async (transport: Transport, writer: string, log: string, bytes?: number) => {
  for (const [number, sequence] of await readAcknowledged(log)) {
    const { message } = testReport(writer, number, bytes);
    const stored = await transport.get({ stream: testStream.name, sequence });
    expect(stored?.subject).toBe(message.subject);
    expect(decodeUtf8(stored?.body ?? new Uint8Array())).toBe(decodeUtf8(message.body));
  }
};

const expectIntact = (path: string) => {
  const database = new DatabaseSync(path);
  const answer = database.prepare('PRAGMA integrity_check').all();
  database.close();
  expect(answer).toEqual([{ integrity_check: 'ok' }]);
};

/** Resolves once the child has printed so many lines more, or has ended. */
const readLines = async (child: Child, count: number) => {
  for (let line = 0; line < count; line++) if ((await child.nextLine()) === null) return;
};

test('two processes publish 1,000 reports each, one killed three times: all there, none twice', async () => {
  await using folder = await temporaryFolder();
  const path = await createStore(folder.path);
  const logs = { steady: join(folder.path, 'steady.log'), killed: join(folder.path, 'killed.log') };
  const start = (writer: 'steady' | 'killed') =>
    startChild('publisher', path, writer, '1000', logs[writer]);

  await using steady = start('steady');
  const drained = readLines(steady, Number.POSITIVE_INFINITY);
  for (let kill = 1; kill <= 3; kill++) {
    await using killed = start('killed');
    await readLines(killed, 200);
    await killed.crash();
  }
  await using last = start('killed');
  await readLines(last, Number.POSITIVE_INFINITY);
  await drained;
  expect([await steady.exit, await last.exit]).toEqual([0, 0]);

  expectIntact(path);
  await using transport = await openSqliteTransport({ path });
  await expectStored(transport, 'steady', logs.steady);
  await expectStored(transport, 'killed', logs.killed);
  const heads: MessageHead[] = [];
  const query = { stream: testStream.name, select: 'all' } as const;
  for await (const head of transport.readHeads(query)) heads.push(head);
  expect(heads.length).toBe(2_000);
  expect(new Set(heads.map(({ subject }) => subject)).size).toBe(2_000);
  expect(heads.map(({ sequence }) => sequence)).toEqual(heads.map((_, index) => index + 1));
}, 120_000);

test('killed while writing large reports: the file opens, is intact and holds what was acknowledged', async () => {
  await using folder = await temporaryFolder();
  const path = await createStore(folder.path);
  const bytes = 1_000_000;
  for (let round = 1; round <= 4; round++) {
    const writer = `round-${round}`;
    const log = join(folder.path, `${writer}.log`);
    await using child = startChild('publisher', path, writer, '1000', log, `${bytes}`);
    await readLines(child, round * 3);
    await child.crash();
    expectIntact(path);
    await using transport = await openSqliteTransport({ path });
    await expectStored(transport, writer, log, bytes);
  }
}, 120_000);

test('a subscriber in another process sees every report at once and in order', async () => {
  await using folder = await temporaryFolder();
  const path = await createStore(folder.path);
  await using transport = await openSqliteTransport({ path });
  await using child = startChild('subscriber', path);
  expect(await child.nextLine()).toBe('ready');
  const delays: number[] = [];
  for (let number = 1; number <= 40; number++) {
    const { message, messageId } = testReport('writer', number);
    const { sequence } = await transport.publish(message, { messageId });
    const stored = performance.timeOrigin + performance.now();
    const [seen, time] = ((await child.nextLine()) ?? '').split(' ').map(Number);
    expect(seen).toBe(sequence);
    delays.push((time ?? Number.NaN) - stored);
  }
  delays.sort((one, other) => one - other);
  console.log(
    `seen in another process after ${delays[20]?.toFixed(1)} ms at the median, ${delays[39]?.toFixed(1)} ms at most`,
  );
  // A busy machine may hold up some, but not most.
  expect(delays[10]).toBeLessThan(100);
}, 60_000);

test('a process that waits for nothing more ends, though it has closed nothing', async () => {
  await using folder = await temporaryFolder();
  const path = await createStore(folder.path);
  await using transport = await openSqliteTransport({ path });
  const { message, messageId } = testReport('writer', 1);
  await transport.publish(message, { messageId });
  await using child = startChild('idle', path);
  expect(await child.nextLine()).toBe('done');
  expect(await child.exit).toBe(0);
}, 60_000);
