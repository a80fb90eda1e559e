import {
  createClient,
  type DeliverablesClient,
  type StreamInfo,
  type Transport,
} from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { roster, streamOf } from '../stores.fixture.ts';
import { createStreamManager } from '../streams/stream-manager.ts';
import {
  adminOf,
  backupToBytes,
  dump,
  dumpCopies,
  inPieces,
  numbered,
  openStore,
} from './archive.fixture.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';

const streams = ['plans'];

const fill = async (transport: Transport, from: number, to: number): Promise<void> => {
  const sequences = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const messages = sequences.map((sequence) => numbered('plans', sequence));
  await Promise.all(messages.map((message) => adminOf(transport).place('plans', message)));
};

const openFilled = async (kind: 'memory' | 'sqlite', messages: number): Promise<Transport> => {
  const transport = await openStore(kind);
  await adminOf(transport).create(streamOf('plans', { maxMessages: 2_600 }));
  await fill(transport, 1, messages);
  return transport;
};

const expectAlike = async (from: Transport, to: Transport): Promise<StreamInfo | null> => {
  expect(await dump(to, 'plans')).toEqual(await dumpCopies(from, 'plans'));
  const [original, copy] = [await adminOf(from).info('plans'), await adminOf(to).info('plans')];
  const { messages, firstSequence, lastSequence } = { ...original?.state };
  expect(copy?.state).toMatchObject({ messages, firstSequence, lastSequence });
  expect(copy?.config).toEqual(original?.config);
  return copy;
};

test('two writers go on, messages are deleted and evicted, and nothing is lost or doubled', async () => {
  const from = await openFilled('sqlite', 1_000);
  const to = await openStore('jetstream');
  const stop = new AbortController();
  let told = 0;
  const migration = migrate({
    from,
    to,
    streams,
    followUntil: stop.signal,
    onProgress: ({ sequence }) => {
      told = sequence;
    },
  });
  const write = async (writer: string): Promise<void> => {
    for (let round = 0; round < 100; round++) {
      const publishes = Array.from({ length: 10 }, (_, index) => {
        const body = new TextEncoder().encode(`${writer} ${round} ${index}`);
        const message = { subject: `plans.${writer}`, headers: [], body };
        return from.publish(message, { messageId: `${writer}-${round}-${index}` });
      });
      const [receipt] = await Promise.all(publishes);
      if (round % 9 === 0) await adminOf(from).deleteMessage('plans', (receipt?.sequence ?? 9) - 5);
      if (round === 50) await adminOf(from).purge('plans', { filter: 'plans.3' });
    }
  };
  await Promise.all([write('ann'), write('bob')]);
  await adminOf(from).deleteMessage('plans', 3_000);
  stop.abort();
  const [result] = await migration;
  const copy = await expectAlike(from, to);
  expect(result).toMatchObject({ present: 0, lastSequence: 3_000, verified: copy?.state.messages });
  expect(result?.removed).toBeGreaterThan(0);
  expect(told).toBeGreaterThan(0);
}, 20_000);

test('called again it goes on with what is new', async () => {
  const from = await openFilled('memory', 40);
  const to = await openStore('jetstream');
  await migrate({ from, to, streams });
  await fill(from, 45, 60);
  const [result] = await migrate({ from, to, streams });
  expect(result).toMatchObject({ copied: 16, present: 40, verified: 56 });
  await expectAlike(from, to);
});

test('what was cut off goes on, also where the original gave up what was copied', async () => {
  const from = await openFilled('memory', 60);
  const to = await openStore('sqlite');
  const abort = new AbortController();
  const cutOff = migrate({
    from,
    to,
    streams,
    followUntil: new AbortController().signal,
    signal: abort.signal,
    onProgress: () => abort.abort(),
  });
  await expect(cutOff).rejects.toMatchObject({ code: 'aborted' });
  expect((await dump(to, 'plans')).length).toBe(60);
  await adminOf(from).deleteMessage('plans', 30);
  await adminOf(from).purge('plans', { beforeSequence: 11 });
  const [result] = await migrate({ from, to, streams });
  expect(result).toMatchObject({ copied: 0, present: 49, removed: 11, verified: 49 });
  await expectAlike(from, to);
});

describe('a target with something else', () => {
  test.each(['memory', 'jetstream'] as const)(
    'is refused in %s, and left as it is',
    async (kind) => {
      const from = await openFilled('memory', 20);
      const to = await openStore(kind);
      await adminOf(to).create(streamOf('plans'));
      const message = { subject: 'plans.1', headers: [], body: new Uint8Array() };
      await to.publish(message, { messageId: 'other' });
      const before = await adminOf(to).info('plans');
      const refused = migrate({ from, to, streams });
      await expect(refused).rejects.toMatchObject({ code: 'stream_conflict' });
      expect(await adminOf(to).info('plans')).toEqual(before);
    },
  );

  test('is refused where it is the copy of another, or has gone on by itself', async () => {
    const from = await openFilled('memory', 20);
    const to = await openStore('memory');
    await migrate({ from, to, streams });
    const other = await openFilled('memory', 20);
    const refused = migrate({ from: other, to, streams });
    await expect(refused).rejects.toMatchObject({ code: 'stream_conflict' });
    const message = { subject: 'plans.1', headers: [], body: new Uint8Array() };
    await to.publish(message, { messageId: 'new' });
    await expect(migrate({ from, to, streams })).rejects.toMatchObject({ code: 'stream_conflict' });
  });
});

test('a refusal leaves every stream as it is, also where both stores are one', async () => {
  const from = await openFilled('memory', 20);
  const to = await openStore('memory');
  for (const store of [from, to]) await adminOf(store).create(streamOf('first'));
  await adminOf(to).create(streamOf('plans'));
  await adminOf(to).place('plans', { ...numbered('plans', 1), body: new Uint8Array() });
  const both = ['first', 'plans'];
  const before = await adminOf(to).list();
  await expect(migrate({ from, to, streams: both })).rejects.toMatchObject({
    code: 'stream_conflict',
  });
  expect(await adminOf(to).list()).toEqual(before);
  const own = await adminOf(from).list();
  for (const streams of [both, ['first']]) {
    const onto = migrate({ from, to: from, streams });
    await expect(onto).rejects.toMatchObject({ code: 'stream_conflict' });
  }
  expect(await adminOf(from).list()).toEqual(own);
  const description = 'Being filled from the stream created 2026-11-22T00:00:00.000Z';
  await adminOf(from).update('first', { description });
  await expect(migrate({ from, to, streams: ['first'] })).rejects.toMatchObject({
    message: expect.stringContaining('only half there'),
  });
});

const publishAll = async (client: DeliverablesClient<typeof roster>): Promise<void> => {
  for (const featureName of ['search', 'login', 'export']) {
    const report = { agent: 'ann', taskType: 'plan', featureName } as const;
    const reportContent = `# ${featureName}\n\n${'Words. '.repeat(500)}`;
    await client.deliver({ ...report, reportContent }, { summary: 'Done.' });
  }
};

test('every notice is proven after every move, times stay, and foreign reports stay foreign', async () => {
  const first = await openStore('sqlite');
  await createStreamManager(first, roster).apply();
  const client = createClient({ transport: first, roster });
  await publishAll(client);
  const subject = 'agog.deliverables.bob.review.search';
  const foreign = { subject, headers: [], body: new TextEncoder().encode('# By hand') };
  await first.publish(foreign, { messageId: 'foreign' });
  const reports = await client.listReports();
  expect(reports.map((report) => report.foreign)).toEqual([false, false, false, true]);

  const second = await openStore('jetstream');
  await migrate({ from: first, to: second, streams: roster });
  const third = await openStore('memory');
  const bytes = await backupToBytes(second, { streams: roster });
  await restore(third, { from: inPieces(bytes) });
  const fourth = await openStore('jetstream');
  await restore(fourth, { from: inPieces(bytes) });

  for (const transport of [second, third, fourth]) {
    const moved = createClient({ transport, roster });
    expect(await moved.listReports()).toEqual(reports);
    for (const featureName of ['search', 'login', 'export'] as const) {
      const notice = await moved.fetchNotice({ agent: 'ann', taskType: 'plan', featureName });
      if (!notice) throw new Error(`No notice of ${featureName}.`);
      expect(await moved.verifyNotice(notice)).toMatchObject({ featureName, foreign: false });
    }
    const { steps } = await createStreamManager(transport, roster).plan();
    expect(new Set(steps.map(({ action }) => action))).toEqual(new Set(['unchanged']));
  }
});
