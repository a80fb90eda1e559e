import type { StreamAdmin, Transport } from '@agog/deliverables-core';
import { expect, test } from 'vitest';
import { bothStores } from '../../test/both-stores.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;
const unlimited = { ...testStream, maxMessages: null, duplicateWindow: 0 };

const fill = async (transport: Transport, count: number): Promise<void> => {
  const body = new Uint8Array(10);
  for (let from = 0; from < count; from += 1_000) {
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => {
        const subject = `test.${index % 2 ? 'odd' : 'even'}.${from + index}`;
        return transport.publish({ subject, headers: [], body }, { messageId: 'id' });
      }),
    );
  }
};

/**
 * Milliseconds for which work holds the event loop: the longest, and in all. Whatever else runs on the machine lengthens
 * both; work in one piece holds it all the time.
 */
const measure = async (work: () => Promise<unknown>): Promise<{ longest: number; all: number }> => {
  let longest = 0;
  const began = performance.now();
  let last = began;
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look);
  await work();
  clearInterval(timer);
  look();
  return { longest, all: last - began };
};

const isTooLong = ({ longest, all }: { longest: number; all: number }): boolean =>
  longest > 250 && longest > all / 2;

interface Work {
  readonly transport: Transport;
  readonly admin: StreamAdmin;
}

const none = { filters: ['test.*.none'] };
const works: readonly (readonly [what: string, work: (on: Work) => Promise<unknown>])[] = [
  ['a purge that keeps some', ({ admin }) => admin.purge(stream, { keep: 1_000 })],
  ['a purge of every second message', ({ admin }) => admin.purge(stream, { filter: 'test.odd.*' })],
  ['a purge of all', ({ admin }) => admin.purge(stream)],
  ['a lowered limit', ({ admin }) => admin.update(stream, { maxMessages: 10 })],
  ['the deletion of a stream', ({ admin }) => admin.deleteStream(stream)],
  [
    'a read that finds nothing',
    async ({ transport }) => {
      for await (const _ of transport.readHeads({ stream, select: 'all', ...none }));
    },
  ],
  [
    'a read of the newest on every subject',
    async ({ transport }) => {
      for await (const _ of transport.readHeads({ stream, select: 'last' })) break;
    },
  ],
  [
    'a subscription that finds one message at the end',
    async ({ transport }) => {
      const filters = ['test.odd.39999', 'test.none'];
      await using found = await transport.subscribe({ streams: [stream], filters, from: 'start' });
      expect((await found.next()).value?.sequence).toBe(40_000);
    },
  ],
  [
    'a consumption that finds one message at the end',
    async ({ transport }) => {
      const filters = ['test.odd.39999', 'test.none'];
      await using found = await transport.consume({ stream, name: 'worker', filters });
      expect((await found.next()).value?.message.sequence).toBe(40_000);
    },
  ],
];

test.each(bothStores)(
  '%s: nothing holds the event loop for long',
  async (_, open) => {
    await using store = await open();
    const { transport } = store;
    const { admin } = transport;
    if (!admin) throw new Error('An embedded store has an admin.');
    const tooLong: unknown[] = [];
    const sound = async (): Promise<void> => {
      await admin.deleteStream(stream);
      await admin.create(unlimited);
      await fill(transport, 40_000);
    };
    await sound();
    for (const [what, work] of works.toReversed()) {
      if ((await admin.info(stream))?.state.messages !== 40_000) await sound();
      const measured = await measure(() => work({ transport, admin }));
      if (isTooLong(measured)) tooLong.push([what, measured]);
    }
    expect(tooLong).toEqual([]);
  },
  120_000,
);

test.each(bothStores)('%s: a whole stream that expires at once', async (_, open) => {
  let now = 1_000_000;
  await using store = await open(() => now);
  const { transport } = store;
  await transport.admin?.update(stream, { maxMessages: null, duplicateWindow: 0, maxAge: 1_000 });
  await fill(transport, 20_000);
  now += 1_000;
  const message = { subject: 'test.next', headers: [], body: new Uint8Array(10) };
  const measured = await measure(async () => {
    expect((await transport.admin?.info(stream))?.state).toMatchObject({
      messages: 0,
      bytes: 0,
      firstSequence: 20_001,
    });
    await transport.publish(message, { messageId: 'id' });
  });
  expect(isTooLong(measured)).toBe(false);
  for (let count = 2; count <= 30; count++) await transport.publish(message, { messageId: 'id' });
  expect((await transport.admin?.info(stream))?.state.messages).toBe(30);
  expect(await transport.admin?.subjects(stream)).toEqual(new Map([['test.next', 30]]));
});
