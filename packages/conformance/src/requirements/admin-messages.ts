import type { PurgeQuery } from '@agog/deliverables-core';
import { check, equal, fails, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { collect, expectText, numbered, sequencesOf, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { type TestStream, uniqueName } from '../test-stream.ts';

const needs = ['admin'] as const;

const counted = (counts: ReadonlyMap<string, number>): unknown => [...counts].sort();

/** Fills a stream with a, b, a, b, a, c, purges it, and expects these sequences to be left. */
const expectPurge = async (
  context: ConformanceContext,
  query: (stream: TestStream) => PurgeQuery | undefined,
  left: readonly number[],
): Promise<void> => {
  const stream = await context.createStream();
  for (const tail of ['a', 'b', 'a', 'b', 'a', 'c.d']) await stream.publish(tail, tail);
  const condition = query(stream);
  const what = JSON.stringify(condition)?.replaceAll(stream.name, '…') ?? 'no condition';
  const removed = await context.admin.purge(stream.name, condition);
  equal(removed, 6 - left.length, `How many messages a purge with ${what} removed`);
  const read = { stream: stream.name, select: 'all' } as const;
  const messages = await collect(context, context.transport.read(read), 'message');
  sameData(sequencesOf(messages), left, `What a purge with ${what} left`);
};

/** Messages, as the admin sees them. */
export const adminMessageRequirements: readonly Requirement[] = [
  {
    id: 'admin.subjects',
    behaviour:
      'subjects counts the messages of each subject that has any, for those matched by the filter.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      const { admin } = context;
      equal(
        (await admin.subjects(stream.name)).size,
        0,
        'The number of subjects of an empty stream',
      );
      for (const tail of ['a', 'b.x', 'a', 'b.y', 'a']) await stream.publish(tail);
      const [a, x, y] = ['a', 'b.x', 'b.y'].map((tail) => stream.subject(tail));
      sameData(
        counted(await admin.subjects(stream.name)),
        [
          [a, 3],
          [x, 1],
          [y, 1],
        ],
        'All counts',
      );
      const some = await admin.subjects(stream.name, stream.subject('b.*'));
      sameData(
        counted(some),
        [
          [x, 1],
          [y, 1],
        ],
        'The counts of b.*',
      );
      await admin.deleteMessage(stream.name, 2);
      const left = await admin.subjects(stream.name, stream.subject('b.>'));
      sameData(counted(left), [[y, 1]], 'The counts of b.> after a deletion');
      await fails('stream_not_found', 'subjects of a missing stream', () =>
        admin.subjects(uniqueName()),
      );
    },
  },
  {
    id: 'admin.purge-all',
    behaviour: 'A purge without conditions removes every message and answers how many.',
    needs,
    async verify(context) {
      await expectPurge(context, () => undefined, []);
      await expectPurge(context, () => ({}), []);
    },
  },
  {
    id: 'admin.purge-filter',
    behaviour: 'A purge with a filter removes the messages on matching subjects.',
    needs,
    async verify(context) {
      await expectPurge(context, (stream) => ({ filter: stream.subject('a') }), [2, 4, 6]);
      await expectPurge(context, (stream) => ({ filter: stream.subject('*') }), [6]);
      await expectPurge(context, (stream) => ({ filter: stream.subject('c.>') }), [1, 2, 3, 4, 5]);
      await expectPurge(context, (stream) => ({ filter: stream.subject('x') }), [1, 2, 3, 4, 5, 6]);
    },
  },
  {
    id: 'admin.purge-before',
    behaviour: 'A purge before a sequence keeps that sequence and all after it.',
    needs,
    async verify(context) {
      await expectPurge(context, () => ({ beforeSequence: 4 }), [4, 5, 6]);
      await expectPurge(context, () => ({ beforeSequence: 1 }), [1, 2, 3, 4, 5, 6]);
      const query = (stream: TestStream) => ({ filter: stream.subject('a'), beforeSequence: 5 });
      await expectPurge(context, query, [2, 4, 5, 6]);
    },
  },
  {
    id: 'admin.purge-beyond-the-end',
    behaviour:
      'A purge before a sequence beyond the end removes all, and the stream goes on with higher sequences.',
    needs,
    async verify(context) {
      await expectPurge(context, () => ({ beforeSequence: 7 }), []);
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const subscription = await context.transport.subscribe({
        streams: [stream.name],
        from: 'new',
      });
      const removed = await context.admin.purge(stream.name, { beforeSequence: 100 });
      equal(removed, 3, 'How many messages the purge removed');
      const { messages, firstSequence, lastSequence } = (await stream.info()).state;
      sameData([messages, firstSequence - lastSequence], [0, 1], 'messages, and first less last');
      const { sequence } = await stream.publish('a', 'next');
      equal(sequence, lastSequence + 1, 'The next sequence');
      check(sequence > 3, `The next sequence should be over 3, but is ${sequence}.`);
      const next = await takeOne(context, subscription, 'the next message');
      equal(next.sequence, sequence, 'The sequence that a subscription hands out next');
    },
  },
  {
    id: 'admin.purge-keep',
    behaviour: 'A purge that keeps a number of messages keeps the newest of those that match.',
    needs,
    async verify(context) {
      await expectPurge(context, () => ({ keep: 2 }), [5, 6]);
      await expectPurge(context, () => ({ keep: 99 }), [1, 2, 3, 4, 5, 6]);
      const query = (stream: TestStream) => ({ filter: stream.subject('a'), keep: 1 });
      await expectPurge(context, query, [2, 4, 5, 6]);
    },
  },
  {
    id: 'admin.purge-refusals',
    behaviour:
      'keep with beforeSequence, an illegal filter and a missing stream are refused; nothing is removed.',
    needs,
    async verify(context) {
      const { admin } = context;
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      await fails('invalid_argument', 'keep together with beforeSequence', () =>
        admin.purge(stream.name, { keep: 1, beforeSequence: 2 }),
      );
      await fails('invalid_argument', 'a negative keep', () =>
        admin.purge(stream.name, { keep: -1 }),
      );
      await fails('invalid_subject', 'an illegal filter', () =>
        admin.purge(stream.name, { filter: `${stream.name}..a` }),
      );
      await fails('stream_not_found', 'a missing stream', () => admin.purge(uniqueName()));
      equal((await stream.info()).state.messages, 3, 'The number of messages afterwards');
    },
  },
  {
    id: 'admin.delete-message',
    behaviour: 'deleteMessage removes one message and answers whether there was one.',
    needs,
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream();
      const { name } = stream;
      await stream.publishAll('a', numbered(3));
      equal(await admin.deleteMessage(name, 2), true, 'The deletion of a message');
      equal(await admin.deleteMessage(name, 2), false, 'The deletion of a deleted message');
      equal(await admin.deleteMessage(name, 99), false, 'The deletion of a message still to come');
      equal(await transport.get({ stream: name, sequence: 2 }), null, 'The deleted message');
      expectText(await transport.get({ stream: name, sequence: 1 }), '1', 'The message before');
      expectText(await transport.get({ stream: name, sequence: 3 }), '3', 'The message after');
      equal((await stream.info()).state.messages, 2, 'The number of messages');
      await fails('stream_not_found', 'deleteMessage in a missing stream', () =>
        admin.deleteMessage(uniqueName(), 1),
      );
    },
  },
];
