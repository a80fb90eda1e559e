import { DeliverablesError } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import { numbered, sequencesOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import type { TestStream } from '../test-stream.ts';

const expectConflict = async (
  stream: TestStream,
  expected: number,
  actual: number,
): Promise<void> => {
  const before = (await stream.info()).state.lastSequence;
  const what = `Expecting ${expected} where the newest is ${actual}`;
  const error = await fails('sequence_conflict', what, () =>
    stream.publish('a', 'refused', { expectedSubjectSequence: expected }),
  );
  equal(error.details.expected, expected, `details.expected of the error when ${what}`);
  equal(error.details.actual, actual, `details.actual of the error when ${what}`);
  equal((await stream.info()).state.lastSequence, before, `The last sequence after ${what}`);
};

/** Places in a stream, and what a publisher may expect of them. */
export const sequenceRequirements: readonly Requirement[] = [
  {
    id: 'sequence.counts-up',
    behaviour: 'Sequences begin with 1 in each stream and count up over all of its subjects.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const other = await context.createStream();
      await other.publishAll('a', ['x', 'y']);
      const receipts = [
        ...(await stream.publishAll('a', numbered(3))),
        ...(await stream.publishAll('b', numbered(2))),
      ];
      sameData(sequencesOf(receipts), [1, 2, 3, 4, 5], 'The sequences');
    },
  },
  {
    id: 'sequence.never-reused',
    behaviour:
      'A sequence is never given again, whether its message was deleted, purged or evicted.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 2 });
      const next = async (): Promise<number> => (await stream.publish('a')).sequence;
      await stream.publishAll('a', numbered(3));
      await context.admin.deleteMessage(stream.name, 3);
      equal(await next(), 4, 'The sequence after the newest message was deleted');
      await context.admin.purge(stream.name);
      equal((await stream.info()).state.lastSequence, 4, 'The last sequence after a purge');
      equal(await next(), 5, 'The sequence after a purge');
      await context.admin.purge(stream.name, { filter: stream.subject('a') });
      equal(await next(), 6, 'The sequence after a purge by subject');
    },
  },
  {
    id: 'sequence.expected-none',
    behaviour: 'Expecting 0 stores on a subject without messages and conflicts on any other.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const { sequence } = await stream.publish('a', 'one', { expectedSubjectSequence: 0 });
      equal(sequence, 1, 'The sequence of the first message');
      await expectConflict(stream, 0, 1);
    },
  },
  {
    id: 'sequence.expected-right',
    behaviour: "Expecting the newest message's sequence stores.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const first = await stream.publish('a', 'one');
      const second = await stream.publish('a', 'two', {
        expectedSubjectSequence: first.sequence,
      });
      equal(second.sequence, 2, 'The sequence of the second message');
    },
  },
  {
    id: 'sequence.expected-wrong',
    behaviour:
      'Expecting an older or a later sequence is a sequence_conflict that tells the actual one.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two']);
      await expectConflict(stream, 1, 2);
      await expectConflict(stream, 3, 2);
      await context.admin.purge(stream.name);
      await expectConflict(stream, 2, 0);
    },
  },
  {
    id: 'sequence.expected-per-subject',
    behaviour: 'Messages on other subjects do not count towards the expected sequence.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      await stream.publishAll('b', ['two', 'three']);
      await stream.publish('a', 'four', { expectedSubjectSequence: 1 });
      await stream.publish('c', 'five', { expectedSubjectSequence: 0 });
      equal((await stream.info()).state.messages, 5, 'The number of messages');
    },
  },
  {
    id: 'sequence.expected-after-delete',
    behaviour:
      'When the newest message is deleted, the one before it is the newest, and none left means 0.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two']);
      await context.admin.deleteMessage(stream.name, 2);
      await stream.publish('a', 'three', { expectedSubjectSequence: 1 });
      await context.admin.purge(stream.name, { filter: stream.subject('a') });
      await stream.publish('a', 'four', { expectedSubjectSequence: 0 });
    },
  },
  {
    id: 'sequence.one-wins',
    behaviour: 'Of publishes at the same time that expect the same sequence exactly one is stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'zero');
      const results = await Promise.allSettled(
        numbered(8).map((text) => stream.publish('a', text, { expectedSubjectSequence: 1 })),
      );
      const answers = results.map((result) =>
        result.status === 'fulfilled' ? 'stored' : DeliverablesError.from(result.reason).code,
      );
      const conflicts = Array.from({ length: 7 }, () => 'sequence_conflict');
      sameData(answers.sort(), [...conflicts, 'stored'], 'The answers');
      equal((await stream.info()).state.messages, 2, 'The number of messages');
    },
  },
];
