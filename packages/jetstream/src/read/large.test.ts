import type { StoredMessage } from '@agog/deliverables-core';
import { createMessageId } from '@agog/deliverables-core/transport';
import { type ServerLine, serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer } from '../context.fixture.ts';
import type { Context } from '../context.ts';
import { createPublisher } from '../publish/publish.ts';
import { subscribe } from '../subscribe/subscribe.ts';
import { readHeads, readMessages } from './read.ts';

const size = 8 * 1024 * 1024;

/** More in all than any server sends for one request. */
const counts: Readonly<Record<ServerLine, number>> = { '2.15': 60, '2.10': 12, '2.9': 12 };

/** Publishes large messages, each on its own subject and told from the others by its first byte. */
const publishLarge = async (context: Context, stream: string, count: number): Promise<void> => {
  const publish = createPublisher(context);
  for (let number = 1; number <= count; number++) {
    const body = new Uint8Array(size).fill(number);
    const subject = `${stream}.${number}`;
    await publish({ subject, headers: [], body }, { messageId: createMessageId() });
  }
};

const expectLarge = ({ sequence, body }: StoredMessage): void => {
  expect(body.length).toBe(size);
  expect([body[0], body.at(-1)]).toEqual([sequence, sequence]);
};

describe.each(serverLines)('messages of 8 MB, nats-server %s', async (version) => {
  const count = counts[version];
  const server = await openServer({ version });
  const context = await openContext(server.url);
  const stream = await createStream(context);
  await publishLarge(context, stream, count);
  const expected = Array.from({ length: count }, (_, index) => index + 1);

  test.each(['all', 'last'] as const)('are read with select %s', async (select) => {
    const sequences: number[] = [];
    for await (const message of readMessages(context, { stream, select }, undefined)) {
      expectLarge(message);
      sequences.push(message.sequence);
    }
    expect(sequences).toEqual(expected);
  });

  test('have heads that move none of them', async () => {
    const sizes: number[] = [];
    for await (const head of readHeads(context, { stream, select: 'last' }, undefined)) {
      sizes.push(head.size);
    }
    expect(sizes).toEqual(expected.map(() => size));
  });

  test('are handed out by a subscription, a few held at a time', async () => {
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    const sequences: number[] = [];
    let most = 0;
    for await (const message of subscription) {
      expectLarge(message);
      sequences.push(message.sequence);
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      if (sequences.length === count) break;
    }
    expect(sequences).toEqual(expected);
    expect(most).toBeLessThan(count === 60 ? 400 * 1024 * 1024 : Number.POSITIVE_INFINITY);
  });
});

test.each(serverLines)(
  'sizes around what a pull brings lose nothing, nats-server %s',
  async (version) => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await createStream(context);
    const publish = createPublisher(context);
    const sizes = [100, 1_500_000, 3_000_000, 5_000_000, 700_000, 4_190_000];
    const tails = ['a', 'b', 'c', 'd'];
    const sequencesOf: Record<string, number[]> = { a: [], b: [], c: [], d: [] };
    for (let number = 0; number < 48; number++) {
      const body = new Uint8Array(sizes[(number * 7) % 6] ?? 0);
      const tail = tails[number % 4] ?? '';
      const subject = `${stream}.${tail}.${number % 3}`;
      await publish({ subject, headers: [], body }, { messageId: createMessageId() });
      sequencesOf[tail]?.push(number + 1);
    }
    const expected = [...(sequencesOf.a ?? []), ...(sequencesOf.c ?? [])].sort((x, y) => x - y);

    const filters = [`${stream}.a.*`, `${stream}.c.>`];
    for (const [select, wanted] of [
      ['all', expected],
      ['last', expected.slice(-6)],
    ] as const) {
      const sequences: number[] = [];
      for await (const message of readMessages(context, { stream, select, filters }, undefined)) {
        sequences.push(message.sequence);
      }
      expect(sequences).toEqual(wanted);
    }
    const query = { streams: [stream], filters, from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    for (const sequence of expected) {
      expect((await subscription.next()).value?.sequence).toBe(sequence);
    }
  },
);
