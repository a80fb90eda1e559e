import type { StartPosition } from '@agog/deliverables-core';
import { check, fails, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { numbered, take, takeOne, textsOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { type TestStream, uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

/** Subscribes, and expects these texts and then, as the next one, a marker published afterwards. */
const expectFrom = async (
  context: ConformanceContext,
  stream: TestStream,
  from: StartPosition,
  texts: readonly string[],
): Promise<void> => {
  const streams = [stream.name];
  const subscription = await context.transport.subscribe({ streams, from });
  const marker = uniqueName();
  await stream.publish('marker', marker);
  const messages = await take(context, subscription, texts.length + 1, 'message');
  sameData(textsOf(messages), [...texts, marker], `What comes from ${JSON.stringify(from)}`);
  await subscription.close();
};

/** Where a subscription begins. */
export const subscribeStartRequirements: readonly Requirement[] = [
  {
    id: 'subscribe.from-new',
    behaviour:
      'From new, nothing stored before the subscription comes, and everything stored after it does.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await expectFrom(context, stream, 'new', []);
      await stream.publishAll('a', numbered(3));
      await expectFrom(context, stream, 'new', []);
    },
  },
  {
    id: 'subscribe.from-start',
    behaviour: 'From start, everything that is stored comes first, then what follows.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 3 });
      await expectFrom(context, stream, 'start', []);
      await context.admin.purge(stream.name);
      await stream.publishAll('a', numbered(5));
      await context.admin.update(stream.name, { maxMessages: null });
      await expectFrom(context, stream, 'start', ['3', '4', '5']);
    },
  },
  {
    id: 'subscribe.from-sequence',
    behaviour: 'From a sequence, the message with that sequence comes first.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      await expectFrom(context, stream, { sequence: 4 }, ['4', '5']);
    },
  },
  {
    id: 'subscribe.from-removed-sequence',
    behaviour: 'From a sequence that is no longer there, the next one that is comes first.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      await context.admin.purge(stream.name, { beforeSequence: 3 });
      await context.admin.deleteMessage(stream.name, 4);
      await expectFrom(context, stream, { sequence: 1 }, ['3', '5']);
      await context.admin.purge(stream.name, { filter: stream.subject('marker') });
      await expectFrom(context, stream, { sequence: 4 }, ['5']);
    },
  },
  {
    id: 'subscribe.from-later-sequence',
    behaviour: 'From a sequence still to come, what is stored before it does not come.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['1', '2']);
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: { sequence: 5 } });
      await stream.publishAll('a', ['3', '4', '5', '6']);
      const messages = await take(context, subscription, 2, 'message');
      sameData(textsOf(messages), ['5', '6'], 'What comes from sequence 5');
    },
  },
  {
    id: 'subscribe.waits-for-later-sequence',
    behaviour: 'From a sequence still to come, a look that waits passes over what comes before it.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: { sequence: 3 } });
      const pending = later(takeOne(context, subscription, 'the message of sequence 3'));
      for (const text of numbered(4)) {
        const { sequence } = await stream.publish('a', text);
        // The look that waits has its turn as well.
        await context.transport.get({ stream: stream.name, sequence });
      }
      const first = await pending;
      const next = await takeOne(context, subscription, 'the message of sequence 4');
      sameData(textsOf([first, next]), ['3', '4'], 'What comes from sequence 3');
    },
  },
  {
    id: 'subscribe.from-time',
    behaviour: 'From a time, the first message stored at or after it comes first.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['1', '2']);
      await context.elapse(20);
      const { sequence } = await stream.publish('a', '3');
      await stream.publish('a', '4');
      const message = await context.transport.get({ stream: stream.name, sequence });
      check(message !== null, 'The third message should be stored, but null was answered.');
      await expectFrom(context, stream, { time: message.time }, ['3', '4']);
    },
  },
  {
    id: 'subscribe.from-time-outside',
    behaviour:
      'From a time before everything, all of it comes; from one after everything, only what follows.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const empty = await context.createStream();
      await stream.publishAll('a', ['1', '2']);
      const { lastTime } = (await stream.info()).state;
      check(lastTime !== null, "The state's lastTime should be set, but is null.");
      await context.elapse(20);
      const between = new Date(lastTime.getTime() + 10);
      await expectFrom(context, stream, { time: between }, []);
      await context.admin.purge(stream.name, { filter: stream.subject('marker') });
      await expectFrom(context, stream, { time: new Date(0) }, ['1', '2']);
      await expectFrom(context, empty, { time: new Date(0) }, []);
    },
  },
  {
    id: 'subscribe.refusals',
    behaviour:
      'Subscribing to a missing stream is stream_not_found, with an illegal filter invalid_subject.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const { name } = await context.createStream();
      await fails('stream_not_found', 'A subscription to a missing stream', () =>
        transport.subscribe({ streams: [name, uniqueName()], from: 'new' }),
      );
      await fails('invalid_subject', 'A subscription with an illegal filter', () =>
        transport.subscribe({ streams: [name], filters: [`${name}..a`], from: 'new' }),
      );
    },
  },
];
