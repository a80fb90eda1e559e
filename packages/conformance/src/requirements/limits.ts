import { check, equal, fails, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { collect, expectText, numbered, sequencesOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import type { TestStream } from '../test-stream.ts';

/** Looks at a stream in every way there is; all of them must agree on what it holds. */
const expectHolds = async (
  context: ConformanceContext,
  stream: TestStream,
  sequences: readonly number[],
): Promise<void> => {
  const { transport, admin } = context;
  const { name } = stream;
  const { state } = await stream.info();
  const query = { stream: name, select: 'all' } as const;
  const read = await collect(context, transport.read(query), 'message');
  const heads = await collect(context, transport.readHeads(query), 'head');
  sameData(sequencesOf(read), sequences, 'What read finds');
  sameData(sequencesOf(heads), sequences, 'What readHeads finds');
  const counts = await admin.subjects(name);
  const counted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  equal(counted, sequences.length, 'The sum of admin.subjects');
  equal(state.messages, sequences.length, "The state's messages");
  equal(state.firstSequence, sequences[0] ?? state.lastSequence + 1, "The state's firstSequence");
  for (let sequence = 1; sequence <= state.lastSequence; sequence++) {
    const message = await transport.get({ stream: name, sequence });
    equal(message !== null, sequences.includes(sequence), `Whether get finds ${sequence}`);
  }
  const subject = stream.subject('a');
  const newest = await transport.get({ stream: name, subject });
  equal(newest?.sequence, sequences.at(-1), 'The newest message on the subject');
};

/** What a stream keeps, and what it does when it may keep no more. */
export const limitRequirements: readonly Requirement[] = [
  {
    id: 'limit.messages',
    behaviour: 'Over maxMessages the oldest are evicted, at once and for every way of looking.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 3 });
      await stream.publishAll('a', numbered(3));
      await expectHolds(context, stream, [1, 2, 3]);
      await stream.publishAll('a', numbered(2, 4));
      await expectHolds(context, stream, [3, 4, 5]);
    },
  },
  {
    id: 'limit.bytes',
    behaviour: 'Over maxBytes the oldest are evicted, at once and for every way of looking.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxBytes: 5_000 });
      const body = new Uint8Array(1_400);
      for (let count = 1; count <= 3; count++) await stream.publish('a', body);
      await expectHolds(context, stream, [1, 2, 3]);
      await stream.publish('a', body);
      await expectHolds(context, stream, [2, 3, 4]);
      const { bytes } = (await stream.info()).state;
      check(bytes <= 5_000, `The state's bytes should be at most 5000, but are ${bytes}.`);
    },
  },
  {
    id: 'limit.bytes-evict-many',
    behaviour: 'A message that fits evicts as many as it needs to, and stays.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxBytes: 5_000 });
      for (let count = 1; count <= 3; count++) await stream.publish('a', new Uint8Array(1_000));
      await stream.publish('a', new Uint8Array(4_500));
      await expectHolds(context, stream, [4]);
    },
  },
  {
    id: 'limit.bytes-counted',
    behaviour: "A stream's bytes count subjects, headers and bodies, and are 0 when it is empty.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      equal((await stream.info()).state.bytes, 0, 'The bytes of a new stream');
      await stream.publish('a', new Uint8Array(100), { headers: [['Name', 'x'.repeat(200)]] });
      const least = stream.subject('a').length + 204 + 100;
      const { bytes } = (await stream.info()).state;
      check(bytes >= least, `The bytes should be ${least} at least, but are ${bytes}.`);
      await context.admin.purge(stream.name);
      equal((await stream.info()).state.bytes, 0, 'The bytes of a purged stream');
    },
  },
  {
    id: 'limit.age',
    behaviour:
      'A message older than maxAge goes away, not before its time and for every way of looking.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxAge: 400 });
      const start = performance.now();
      const { sequence } = await stream.publish('a');
      await context.until('the message expired', async () => {
        return (await context.transport.get({ stream: stream.name, sequence })) === null;
      });
      const elapsed = Math.round(performance.now() - start);
      check(elapsed >= 380, `A message should stay for 400 ms, but was gone after ${elapsed}.`);
      await expectHolds(context, stream, []);
      equal((await stream.publish('a')).sequence, 2, 'The sequence of the next message');
    },
  },
  {
    id: 'limit.age-is-final',
    behaviour: 'A message that was too old does not come back when maxAge is raised or lifted.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxAge: 200 });
      await stream.publish('a');
      await context.until('the message expired', async () => {
        return (await stream.info()).state.messages === 0;
      });
      await context.admin.update(stream.name, { maxAge: 600_000 });
      await expectHolds(context, stream, []);
      await context.admin.update(stream.name, { maxAge: null });
      await expectHolds(context, stream, []);
    },
  },
  {
    id: 'limit.discard-new-messages',
    behaviour:
      'With discard new a stream at maxMessages refuses with stream_full and keeps what it has.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 2, discard: 'new' });
      await stream.publishAll('a', ['one', 'two']);
      await fails('stream_full', 'A third message', () => stream.publish('a', 'three'));
      await expectHolds(context, stream, [1, 2]);
    },
  },
  {
    id: 'limit.discard-new-bytes',
    behaviour:
      'With discard new a stream at maxBytes refuses with stream_full and keeps what it has.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxBytes: 4_000, discard: 'new' });
      await stream.publish('a', new Uint8Array(3_000));
      const body = new Uint8Array(2_000);
      await fails('stream_full', 'A second message', () => stream.publish('a', body));
      await expectHolds(context, stream, [1]);
    },
  },
  {
    id: 'limit.discard-new-makes-room',
    behaviour: 'With discard new a stream takes messages again once one was removed.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 1, discard: 'new' });
      await stream.publish('a', 'one');
      await fails('stream_full', 'A second message', () => stream.publish('a', 'refused'));
      await context.admin.deleteMessage(stream.name, 1);
      const { sequence } = await stream.publish('a', 'two');
      const message = await context.transport.get({ stream: stream.name, sequence });
      expectText(message, 'two', 'The message that found room');
    },
  },
  {
    id: 'limit.none',
    behaviour: 'A stream without limits keeps everything.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await Promise.all(numbered(300).map((text) => stream.publish('a', text)));
      const { messages, firstSequence, lastSequence } = (await stream.info()).state;
      sameData([messages, firstSequence, lastSequence], [300, 1, 300], 'messages, first and last');
    },
  },
];
