import type { ReadQuery } from '@agog/deliverables-core';
import { createMessageId } from '@agog/deliverables-core/transport';
import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { readHeads, readMessages } from './read.ts';

const subjectCount = 2_000;

describe.each(serverLines)('2,000 subjects, nats-server %s', async (version) => {
  const server = await openServer({ version });
  const context = await openContext(server.url);
  const stream = await createStream(context);
  const publish = createPublisher(context);
  const subjects = Array.from(
    { length: subjectCount },
    (_, index) => `${stream}.${index % 20}.${index}`,
  );
  // Twice, the second time in another order, so that the newest are not where the names are.
  const order = [...subjects, ...subjects.toSorted()];
  for (let first = 0; first < order.length; first += 100) {
    const portion = order.slice(first, first + 100);
    const send = (subject: string) =>
      publish(outgoing(subject, subject), { messageId: createMessageId() });
    for (const { sequence } of await Promise.all(portion.map(send))) {
      expect(sequence).toBeGreaterThan(first);
    }
  }

  const expectAll = async (query: Omit<ReadQuery, 'stream' | 'select'>): Promise<void> => {
    const whole = { ...query, stream, select: 'last' } as const;
    const sequences: number[] = [];
    const found = new Set<string>();
    for await (const { sequence, subject, body } of readMessages(context, whole, undefined)) {
      expect(new TextDecoder().decode(body)).toBe(subject);
      sequences.push(sequence);
      found.add(subject);
    }
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
    expect(found).toEqual(new Set(subjects));
    expect(sequences).toHaveLength(subjectCount);
    const heads: number[] = [];
    for await (const head of readHeads(context, whole, undefined)) heads.push(head.sequence);
    expect(heads).toEqual(sequences);
  };

  test('are found by their names', () => expectAll({ filters: subjects.toReversed() }));

  test('are found by names and wildcards', () =>
    expectAll({
      filters: [
        ...subjects.filter((_, index) => index % 20 !== 3),
        `${stream}.3.*`,
        `${stream}.*.43`,
        `${stream}.7.>`,
      ],
    }));

  test('are found by a wildcard, and by none', async () => {
    await expectAll({ filters: [`${stream}.*.*`] });
    await expectAll({});
  });
});

test('a stream that lets only its leader read is read all the same', async () => {
  const server = await openServer();
  const context = await openContext(server.url);
  const stream = await createStream(context, { allow_direct: false });
  const publish = createPublisher(context);
  for (const tail of ['a', 'b', 'a']) {
    await publish(outgoing(`${stream}.${tail}`), { messageId: createMessageId() });
  }
  const sequences: number[] = [];
  const query = { stream, select: 'last' } as const;
  for await (const { sequence } of readMessages(context, query, undefined))
    sequences.push(sequence);
  expect(sequences).toEqual([2, 3]);
});
