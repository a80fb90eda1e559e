import { check, equal, fails, sameData } from '../assertions.ts';
import { expectText, sequencesOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import type { TestStream } from '../test-stream.ts';

const window = 300;
/** Clocks of store and test may differ by their resolution. */
const tolerance = 20;

/** Publishes the id once more and expects it to be refused, not to be called stored. */
const expectConflict = async (
  stream: TestStream,
  messageId: string,
  what: string,
): Promise<void> => {
  const before = (await stream.info()).state;
  await fails('message_id_conflict', `The same id ${what}`, () =>
    stream.publish('a', 'one', { messageId }),
  );
  const after = (await stream.info()).state;
  equal(after.lastSequence, before.lastSequence, `The last sequence after the same id ${what}`);
};

/** Each publish is named, so that it can be repeated. */
export const messageIdRequirements: readonly Requirement[] = [
  {
    id: 'message-id.second-is-duplicate',
    behaviour:
      "The same id within the window stores nothing and answers the first one's receipt, marked duplicate.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'zero');
      const first = await stream.publish('a', 'one', { messageId: 'same' });
      await stream.publish('a', 'two');
      const second = await stream.publish('a', 'one', { messageId: 'same' });
      sameData([first.duplicate, second.duplicate], [false, true], 'duplicate of both receipts');
      equal(second.sequence, first.sequence, 'The sequence of the second receipt');
      equal(second.stream, first.stream, 'The stream of the second receipt');
      equal((await stream.info()).state.messages, 3, 'The number of messages');
    },
  },
  {
    id: 'message-id.window-ends',
    behaviour: "After the stream's duplicate window the same id is stored again, and not before.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ duplicateWindow: window });
      const start = performance.now();
      const first = await stream.publish('a', 'one', { messageId: 'same' });
      let second = first;
      await context.until('the id was forgotten', async () => {
        second = await stream.publish('a', 'one', { messageId: 'same' });
        return !second.duplicate;
      });
      const elapsed = performance.now() - start;
      check(
        elapsed >= window - tolerance,
        `The id should be remembered for ${window} ms, but was forgotten after ${Math.round(elapsed)}.`,
      );
      equal(second.sequence, first.sequence + 1, 'The sequence of the message stored again');
      equal((await stream.info()).state.messages, 2, 'The number of messages');
    },
  },
  {
    id: 'message-id.other-body-conflicts',
    behaviour: 'The same id with another body fails with message_id_conflict, and the first stays.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const { sequence } = await stream.publish('a', 'another', { messageId: 'same' });
      await expectConflict(stream, 'same', 'with another body');
      const message = await context.transport.get({ stream: stream.name, sequence });
      expectText(message, 'another', 'The first message');
    },
  },
  {
    id: 'message-id.other-subject-conflicts',
    behaviour: 'The same id on another subject of the stream fails with message_id_conflict.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('b', 'one', { messageId: 'same' });
      await expectConflict(stream, 'same', 'on another subject');
      const subject = stream.subject('a');
      const message = await context.transport.get({ stream: stream.name, subject });
      equal(message, null, 'The newest message on the other subject');
    },
  },
  {
    id: 'message-id.deleted-conflicts',
    behaviour:
      'The id of a deleted message fails with message_id_conflict: it is never called stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const { sequence } = await stream.publish('a', 'one', { messageId: 'same' });
      await context.admin.deleteMessage(stream.name, sequence);
      await expectConflict(stream, 'same', 'after the message was deleted');
    },
  },
  {
    id: 'message-id.purged-conflicts',
    behaviour: 'The id of a purged message fails with message_id_conflict.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one', { messageId: 'same' });
      await context.admin.purge(stream.name);
      await expectConflict(stream, 'same', 'after a purge');
    },
  },
  {
    id: 'message-id.evicted-conflicts',
    behaviour: 'The id of a message that a limit evicted fails with message_id_conflict.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 1 });
      await stream.publish('a', 'one', { messageId: 'same' });
      await stream.publish('b', 'two');
      await expectConflict(stream, 'same', 'after an eviction');
    },
  },
  {
    id: 'message-id.per-stream',
    behaviour: 'A message id counts within its stream: another stream stores the same id.',
    needs: ['admin'],
    async verify(context) {
      const first = await context.createStream();
      const second = await context.createStream();
      await first.publish('a', 'one', { messageId: 'same' });
      const receipt = await second.publish('a', 'two', { messageId: 'same' });
      equal(receipt.duplicate, false, 'duplicate of the second receipt');
      equal((await second.info()).state.messages, 1, 'The number of messages in the second stream');
    },
  },
  {
    id: 'message-id.concurrent-retries',
    behaviour:
      'Of equal publishes at the same time exactly one is stored, and all answer its sequence.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const receipts = await Promise.all(
        Array.from({ length: 10 }, () => stream.publish('a', 'one', { messageId: 'same' })),
      );
      equal(new Set(sequencesOf(receipts)).size, 1, 'The number of different sequences');
      const stored = receipts.filter((receipt) => !receipt.duplicate);
      equal(stored.length, 1, 'The number of receipts that are no duplicate');
      equal((await stream.info()).state.messages, 1, 'The number of messages');
    },
  },
  {
    id: 'message-id.retry-with-expectation',
    behaviour:
      'Repeating a stored publish that expected a sequence answers its receipt, not a conflict with itself.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const options = { messageId: 'same', expectedSubjectSequence: 0 };
      const first = await stream.publish('a', 'one', options);
      const second = await stream.publish('a', 'one', options);
      equal(second.sequence, first.sequence, 'The sequence of the second receipt');
      equal(second.duplicate, true, 'duplicate of the second receipt');
    },
  },
];
