import { equal, fails, sameData } from '../assertions.ts';
import { collect, numbered, sequencesOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

const needs = ['admin'] as const;

/** Changing a stream. */
export const adminUpdateRequirements: readonly Requirement[] = [
  {
    id: 'admin.update',
    behaviour:
      'update changes what it names and nothing else, and answers the stream as it then is.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 100, maxMessageSize: 1_000 });
      await stream.publishAll('a', ['1', '2']);
      const before = await stream.info();
      const changes = { description: 'Changed', maxMessages: null, maxMessageSize: 2_000 };
      const after = await context.admin.update(stream.name, changes);
      for (const { config } of [after, await stream.info()]) {
        const { description, maxMessages, maxMessageSize, maxBytes, duplicateWindow } = config;
        sameData({ description, maxMessages, maxMessageSize }, changes, 'What was changed');
        sameData([maxBytes, duplicateWindow], [null, 120_000], 'What was not changed');
        sameData(config.subjects, stream.config.subjects, 'The subjects');
      }
      sameData(after.created, before.created, 'The time of creation');
      sameData(
        [after.state.messages, after.state.lastSequence],
        [2, 2],
        'Messages and last sequence',
      );
      await stream.publish('a', new Uint8Array(1_500));
    },
  },
  {
    id: 'admin.update-evicts',
    behaviour: 'Limits that an update lowers hold at once: the oldest are evicted.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      for (let count = 0; count < 5; count++) await stream.publish('a', new Uint8Array(1_000));
      const expectLeft = async (sequences: readonly number[], what: string): Promise<void> => {
        const query = { stream: stream.name, select: 'all' } as const;
        const read = await collect(context, context.transport.read(query), 'message');
        sameData(sequencesOf(read), sequences, `What is left after ${what}`);
      };
      await context.admin.update(stream.name, { maxMessages: 4 });
      await expectLeft([2, 3, 4, 5], 'lowering maxMessages');
      await context.admin.update(stream.name, { maxBytes: 2_500 });
      await expectLeft([4, 5], 'lowering maxBytes');
    },
  },
  {
    id: 'admin.update-holds-for-publishes',
    behaviour: 'A publish follows the limits of the last update.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', new Uint8Array(5_000));
      await context.admin.update(stream.name, { maxMessageSize: 2_000 });
      await fails('message_too_large', 'A body of 5,000 bytes', () =>
        stream.publish('a', new Uint8Array(5_000)),
      );
      await context.admin.update(stream.name, { maxMessages: 1, discard: 'new' });
      await fails('stream_full', 'A second message', () => stream.publish('a', 'refused'));
      await context.admin.update(stream.name, { discard: 'old' });
      await stream.publish('a', 'taken');
      equal((await stream.info()).state.messages, 1, 'The number of messages');
    },
  },
  {
    id: 'admin.update-subjects',
    behaviour: 'After an update the stream takes its new subjects and no longer those it lost.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      const subjects = [stream.subject('new.>')];
      await context.admin.update(stream.name, { subjects });
      await stream.publish('new.a', 'taken');
      await fails('stream_not_found', 'A subject it lost', () => stream.publish('old', 'refused'));
      sameData(await context.admin.find(stream.subject('>')), [stream.name], 'What find answers');
      sameData(
        await context.admin.find(stream.subject('old')),
        [],
        'What find answers for the old',
      );
    },
  },
  {
    id: 'admin.update-refusals',
    behaviour:
      'A missing stream is stream_not_found, taken subjects stream_conflict, illegal limits invalid_argument.',
    needs,
    async verify(context) {
      const { admin } = context;
      const stream = await context.createStream();
      const other = await context.createStream();
      await fails('stream_not_found', 'update of a missing stream', () =>
        admin.update(uniqueName(), { maxMessages: 1 }),
      );
      await fails('stream_conflict', 'update to subjects of another stream', () =>
        admin.update(stream.name, { subjects: [stream.subject('a'), other.subject('a')] }),
      );
      await fails('invalid_argument', 'update to an illegal limit', () =>
        admin.update(stream.name, { maxMessages: -5 }),
      );
      const { subjects, maxMessages } = (await stream.info()).config;
      sameData(
        [subjects, maxMessages],
        [stream.config.subjects, null],
        'The configuration afterwards',
      );
    },
  },
  {
    id: 'admin.update-what-cannot-change',
    behaviour: 'What cannot be changed, or is unknown, is invalid_argument, and changes nothing.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      const unchangeable = [{ name: uniqueName() }, { retention: 'workqueue' }, { maxMessage: 1 }];
      for (const change of unchangeable) {
        const changes = { ...change, description: 'changed' };
        await fails('invalid_argument', `update of ${Object.keys(change)}`, () =>
          context.admin.update(stream.name, changes),
        );
      }
      const { config } = await stream.info();
      sameData(
        [config.name, config.retention, config.description],
        [stream.name, 'limits', stream.config.description],
        'The configuration afterwards',
      );
    },
  },
  {
    id: 'admin.state',
    behaviour: 'The state counts messages and bytes, and names first and last sequence and time.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(4));
      const sizes = [(await stream.info()).state.bytes];
      await context.admin.deleteMessage(stream.name, 1);
      await context.admin.deleteMessage(stream.name, 3);
      const { state } = await stream.info();
      sizes.push(state.bytes);
      const { messages, firstSequence, lastSequence } = state;
      sameData(
        { messages, firstSequence, lastSequence },
        { messages: 2, firstSequence: 2, lastSequence: 4 },
        'The figures',
      );
      equal(sizes[1], (sizes[0] ?? 0) / 2, 'The bytes of two of four equal messages');
      const first = await context.transport.get({ stream: stream.name, sequence: 2 });
      const last = await context.transport.get({ stream: stream.name, sequence: 4 });
      sameData(state.firstTime, first?.time, 'The first time');
      sameData(state.lastTime, last?.time, 'The last time');
      await context.admin.purge(stream.name);
      const empty = (await stream.info()).state;
      sameData(
        [empty.messages, empty.firstSequence, empty.lastSequence],
        [0, 5, 4],
        'The figures after a purge',
      );
      equal(empty.firstTime, null, 'The first time after a purge');
    },
  },
];
