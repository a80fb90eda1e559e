import type { Cursor } from '@agog/deliverables-core';
import { check, equal, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { numbered, sequencesOf, take, textsOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import type { TestStream } from '../test-stream.ts';

/** Subscribes after a cursor, as it looks when it was kept as JSON, and expects these texts first. */
const expectAfter = async (
  context: ConformanceContext,
  streams: readonly TestStream[],
  cursor: Cursor,
  texts: readonly string[],
): Promise<void> => {
  const kept: Cursor = JSON.parse(JSON.stringify(cursor));
  const names = streams.map((stream) => stream.name);
  const subscription = await context.transport.subscribe({
    streams: names,
    from: { cursor: kept },
  });
  const messages = await take(context, subscription, texts.length, 'message');
  sameData(textsOf(messages), texts, `What comes after the cursor ${JSON.stringify(kept)}`);
  await subscription.close();
};

/** How far a reader has come, and going on from there. */
export const cursorRequirements: readonly Requirement[] = [
  {
    id: 'cursor.resumes',
    behaviour: 'A subscription from a cursor goes on without gap or double.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, subscription, 2, 'message');
      const { cursor } = subscription;
      await subscription.close();
      await stream.publishAll('a', numbered(2, 6));
      await expectAfter(context, [stream], cursor, ['3', '4', '5', '6', '7']);
    },
  },
  {
    id: 'cursor.behind-the-last-handed-out',
    behaviour:
      'A cursor counts what was handed out, not what was fetched, and names when the stream was created.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(10));
      const { created } = await stream.info();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      for (const sequence of [1, 2, 3]) {
        await take(context, subscription, 1, 'message');
        const position = subscription.cursor[stream.name];
        equal(position?.sequence, sequence, "The cursor's sequence");
        const time = new Date(position?.created ?? '');
        check(
          Math.abs(time.getTime() - created.getTime()) < 1,
          `The cursor should name the creation at ${created.toISOString()}, but names ${position?.created}.`,
        );
      }
    },
  },
  {
    id: 'cursor.before-the-first-message',
    behaviour: 'The cursor of a subscription that handed out nothing stands where it began.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const streams = [stream.name];
      const fromNew = await context.transport.subscribe({ streams, from: 'new' });
      const fromStart = await context.transport.subscribe({ streams, from: 'start' });
      const cursors = [fromNew.cursor, fromStart.cursor] as const;
      await Promise.all([fromNew.close(), fromStart.close()]);
      await stream.publish('a', '4');
      await expectAfter(context, [stream], cursors[0], ['4']);
      await expectAfter(context, [stream], cursors[1], ['1', '2', '3', '4']);
    },
  },
  {
    id: 'cursor.is-a-snapshot',
    behaviour:
      'A cursor in hand does not move when the subscription does, and can still be read after its end.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, subscription, 1, 'message');
      const { cursor } = subscription;
      await take(context, subscription, 1, 'message');
      equal(cursor[stream.name]?.sequence, 1, "The earlier cursor's sequence");
      await subscription.close();
      equal(subscription.cursor[stream.name]?.sequence, 2, "The last cursor's sequence");
    },
  },
  {
    id: 'cursor.filters',
    behaviour: 'With filters, a cursor goes on without gap or double among the matching messages.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      for (const text of numbered(3)) {
        await stream.publish('a', `a${text}`);
        await stream.publish('b', `b${text}`);
      }
      const streams = [stream.name];
      const filters = [stream.subject('b')];
      const { transport } = context;
      const first = await transport.subscribe({ streams, filters, from: 'start' });
      await take(context, first, 2, 'message');
      const second = await transport.subscribe({
        streams,
        filters,
        from: { cursor: first.cursor },
      });
      await stream.publish('a', 'a4');
      await stream.publish('b', 'b4');
      sameData(textsOf(await take(context, second, 2, 'message')), ['b3', 'b4'], 'What comes');
    },
  },
  {
    id: 'cursor.several-streams',
    behaviour: 'A cursor over several streams goes on in each where it was.',
    needs: ['admin'],
    async verify(context) {
      const one = await context.createStream();
      const other = await context.createStream();
      await Promise.all([one.publishAll('a', numbered(10)), other.publishAll('a', numbered(10))]);
      const streams = [one.name, other.name];
      const first = await context.transport.subscribe({ streams, from: 'start' });
      const before = await take(context, first, 9, 'message');
      const from = { cursor: first.cursor };
      const second = await context.transport.subscribe({ streams, from });
      const messages = [...before, ...(await take(context, second, 11, 'message'))];
      const expected = Array.from({ length: 10 }, (_, index) => index + 1);
      for (const name of streams) {
        const sequences = sequencesOf(messages.filter((message) => message.stream === name));
        sameData(sequences, expected, 'The sequences of one of two streams');
      }
    },
  },
  {
    id: 'cursor.stream-created-anew',
    behaviour:
      'A cursor into a stream that was deleted and created anew begins from the new start.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, subscription, 4, 'message');
      const { cursor } = subscription;
      await subscription.close();
      await context.admin.deleteStream(stream.name);
      await context.elapse(5);
      await context.admin.create(stream.config);
      const texts = numbered(6).map((text) => `new ${text}`);
      await stream.publishAll('a', texts);
      await expectAfter(context, [stream], cursor, texts);
    },
  },
  {
    id: 'cursor.unnamed-stream',
    behaviour: 'A stream that the cursor does not name begins from its start.',
    needs: ['admin'],
    async verify(context) {
      const one = await context.createStream();
      const other = await context.createStream();
      await one.publish('a', 'seen');
      await other.publish('a', 'not seen');
      const streams = [one.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, subscription, 1, 'message');
      await expectAfter(context, [one, other], subscription.cursor, ['not seen']);
      await expectAfter(context, [other], {}, ['not seen']);
    },
  },
  {
    id: 'cursor.removed-messages',
    behaviour:
      'A cursor behind messages that were removed goes on with the next one that is there.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, subscription, 2, 'message');
      await context.admin.purge(stream.name, { keep: 1 });
      await expectAfter(context, [stream], subscription.cursor, ['5']);
    },
  },
];
