import type { Transport } from '@agog/deliverables-core';
import { describe, expect, test, vi } from 'vitest';
import { streamOf } from '../stores.fixture.ts';
import {
  adminOf,
  backupToBytes,
  dump,
  dumpCopies,
  inPieces,
  numbered,
  openServer,
  openStore,
} from './archive.fixture.ts';
import { restore } from './restore.ts';

/** A stream with a gap at its beginning, two in the middle and one at its end, ids twice, and a limit that it has reached. */
const fill = async (transport: Transport): Promise<void> => {
  const admin = adminOf(transport);
  const limits = { maxMessages: 60, maxAge: 3_600_000, description: 'Plans of Ann' };
  await admin.create(streamOf('plans', limits));
  for (let sequence = 1; sequence <= 90; sequence++) {
    const double = sequence % 10 === 0 ? sequence - 1 : sequence;
    const { headers: _headers, ...message } = numbered('plans', sequence);
    const id = ['Nats-Msg-Id', `id-${double}`] as const;
    const headers = sequence % 9 === 0 ? [] : [id, ['X', 'b'] as const, ['X', 'a'] as const];
    await admin.place('plans', { ...message, headers });
  }
  for (const sequence of [40, 41, 42, 60, 88, 89, 90]) await admin.deleteMessage('plans', sequence);
};

describe.each([
  ['memory', () => openStore('memory')],
  ['sqlite', () => openStore('sqlite')],
  ['jetstream 2.15', async () => (await openServer('2.15')).transport],
  ['jetstream 2.10', async () => (await openServer('2.10')).transport],
  ['jetstream 2.9', async () => (await openServer('2.9')).transport],
] as const)('a restore into %s', (_kind, open) => {
  test('keeps sequences with every gap, settings and equal ids, and goes back again', async () => {
    const source = await openStore('memory');
    await fill(source);
    const target = await open();
    const bytes = await backupToBytes(source, { streams: ['plans'] });
    const [result] = await restore(target, { from: inPieces(bytes) });
    expect(result).toMatchObject({ stream: 'plans', restored: 53, present: 0, lastSequence: 90 });
    const copies = await dumpCopies(source, 'plans');
    expect(await dump(target, 'plans')).toEqual(copies);
    const original = await adminOf(source).info('plans');
    const copy = await adminOf(target).info('plans');
    expect(copy?.config).toEqual(original?.config);
    const { messages, firstSequence, lastSequence } = { ...original?.state };
    expect(copy?.state).toMatchObject({ messages, firstSequence, lastSequence });
    // Again: everything is there.
    const [again] = await restore(target, { from: inPieces(bytes) });
    expect(again).toMatchObject({ restored: 0, present: 53 });

    // And back: a copy of the copy keeps the first times.
    const back = await openStore('sqlite');
    const second = await backupToBytes(target, { streams: ['plans'] });
    await restore(back, { from: inPieces(second) });
    expect(await dump(back, 'plans')).toEqual(copies);
    const next = { subject: 'plans.next', headers: [], body: new Uint8Array() };
    expect((await back.publish(next, { messageId: 'next' })).sequence).toBe(91);
  });

  test('of an empty stream that has given sequences goes on behind them', async () => {
    const source = await openStore('memory');
    await adminOf(source).create(streamOf('plans'));
    for (const sequence of [1, 2, 3]) {
      await adminOf(source).place('plans', numbered('plans', sequence));
    }
    await adminOf(source).purge('plans');
    const target = await open();
    await restore(target, {
      from: inPieces(await backupToBytes(source, { streams: ['plans'] })),
    });
    const message = { subject: 'plans.next', headers: [], body: new Uint8Array() };
    expect((await target.publish(message, { messageId: 'next' })).sequence).toBe(4);
  });
});

describe.each(['memory', 'jetstream'] as const)('a stream of %s that holds something', (kind) => {
  const prepare = async (): Promise<{ bytes: Uint8Array; target: Transport }> => {
    const source = await openStore('memory');
    await adminOf(source).create(streamOf('plans'));
    for (const sequence of [3, 4, 9]) {
      await adminOf(source).place('plans', numbered('plans', sequence));
    }
    const target = await openStore(kind);
    await adminOf(target).create(streamOf('plans', { maxMessages: 10 }));
    return { bytes: await backupToBytes(source, { streams: ['plans'] }), target };
  };
  const publish = (target: Transport, messageId: string) =>
    target.publish({ subject: 'plans.other', headers: [], body: new Uint8Array() }, { messageId });

  test('is refused and left as it is, unless the backup is to be mixed in', async () => {
    const { bytes, target } = await prepare();
    await publish(target, 'one');
    const before = await adminOf(target).info('plans');
    await expect(restore(target, { from: inPieces(bytes) })).rejects.toMatchObject({
      code: 'stream_conflict',
      hint: expect.stringContaining('mix: true'),
    });
    expect(await adminOf(target).info('plans')).toEqual(before);
    const [result] = await restore(target, { from: inPieces(bytes), mix: true });
    expect(result).toMatchObject({ restored: 3, lastSequence: 9 });
    expect((await dump(target, 'plans')).map(({ sequence }) => sequence)).toEqual([1, 3, 4, 9]);
  });

  test('keeps what it held as long as before, and its subjects', async () => {
    const source = await openStore('memory');
    await adminOf(source).create(streamOf('plans', { maxAge: 100, duplicateWindow: 100 }));
    await adminOf(source).place('plans', numbered('plans', 9));
    const from = inPieces(await backupToBytes(source, { streams: ['plans'] }));
    const target = await openStore(kind);
    const subjects = ['plans.*', 'others.>'];
    await adminOf(target).create(streamOf('plans', { subjects, maxAge: 3_600_000 }));
    await publish(target, 'one');
    const old = Date.now() + 150;
    await vi.waitUntil(() => Date.now() > old);
    const [result] = await restore(target, { from, mix: true });
    expect((await dump(target, 'plans')).map(({ sequence }) => sequence)).toEqual([1, 9]);
    const config = { maxAge: 3_600_000, subjects: ['plans.>', 'others.>'] };
    expect(result?.info.config).toMatchObject(config);
  });

  test('is refused also then where a sequence is taken, or was', async () => {
    const { bytes, target } = await prepare();
    for (const id of ['one', 'two', 'three', 'four']) await publish(target, id);
    const mixed = { from: inPieces(bytes), mix: true };
    await expect(restore(target, mixed)).rejects.toMatchObject({ code: 'sequence_conflict' });
    await adminOf(target).purge('plans');
    const plain = { from: inPieces(bytes) };
    await expect(restore(target, plain)).rejects.toMatchObject({ code: 'sequence_conflict' });
    expect(await dump(target, 'plans')).toEqual([]);
  });
});

test('streams can be chosen, and get other names', async () => {
  const source = await openStore('memory');
  const target = await openStore('memory');
  for (const stream of ['plans', 'reviews']) {
    await adminOf(source).create(streamOf(stream));
    await adminOf(source).place(stream, numbered(stream, 1));
  }
  const bytes = await backupToBytes(source, { streams: ['plans', 'reviews'] });
  const into = { reviews: 'critiques' };
  await restore(target, { from: inPieces(bytes), streams: ['reviews'], into });
  const names = (await adminOf(target).list()).map(({ config }) => config.name);
  expect(names).toEqual(['critiques']);
  const missing = restore(target, { from: inPieces(bytes), streams: ['tests'] });
  await expect(missing).rejects.toMatchObject({
    code: 'stream_not_found',
    hint: 'It has: plans, reviews.',
  });
});

test('a gap that is too long to fill is refused with its place', async () => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans'));
  for (const sequence of [2_000_000, 5_000_000]) {
    await adminOf(source).place('plans', numbered('plans', sequence));
  }
  const target = await openStore('jetstream');
  const bytes = await backupToBytes(source, { streams: ['plans'] });
  await expect(restore(target, { from: inPieces(bytes) })).rejects.toMatchObject({
    code: 'unsupported',
    details: { stream: 'plans', from: 2_000_001, to: 4_999_999 },
  });
});
