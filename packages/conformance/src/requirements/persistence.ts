import { equal, fails, sameData } from '../assertions.ts';
import { collect, expectText, numbered, sameHead, take, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

const needs = ['admin', 'persistent'] as const;

/** What is there after everything was closed and opened again. */
export const persistenceRequirements: readonly Requirement[] = [
  {
    id: 'persistent.messages',
    behaviour: 'Streams and messages are there again, unchanged in every part.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ maxMessages: 50, description: 'stays' });
      const headers = [
        ['A', '1'],
        ['A', '2'],
      ] as const;
      await stream.publish('a', Uint8Array.of(0, 255, 13, 10), { headers });
      await stream.publish('b', '');
      const before = await stream.info();
      const query = { stream: stream.name, select: 'all' } as const;
      const stored = await collect(context, context.transport.read(query), 'message');
      await context.reopen();
      const messages = await collect(context, context.transport.read(query), 'message');
      equal(messages.length, 2, 'The number of messages');
      for (const [index, message] of messages.entries()) {
        const earlier = stored[index];
        if (earlier) sameHead(message, earlier, `message ${index + 1}`);
        sameData([...message.body], [...(earlier?.body ?? [])], `The body of message ${index + 1}`);
      }
      sameData(await stream.info(), before, "The stream's info");
    },
  },
  {
    id: 'persistent.sequences',
    behaviour: 'Sequences go on behind the last one given, also when its message is gone.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      await context.admin.deleteMessage(stream.name, 3);
      await context.reopen();
      await fails('sequence_conflict', 'Expecting the deleted one', () =>
        stream.publish('a', 'refused', { expectedSubjectSequence: 3 }),
      );
      const { sequence } = await stream.publish('a', '4', { expectedSubjectSequence: 2 });
      equal(sequence, 4, 'The next sequence');
      await context.admin.purge(stream.name);
      await context.reopen();
      equal((await stream.publish('a', '5')).sequence, 5, 'The sequence after a purge');
    },
  },
  {
    id: 'persistent.message-ids',
    behaviour: 'Message ids are remembered within their window.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      const first = await stream.publish('a', 'one', { messageId: 'same' });
      await context.reopen();
      const second = await stream.publish('a', 'one', { messageId: 'same' });
      sameData([second.sequence, second.duplicate], [first.sequence, true], 'The second receipt');
      await fails('message_id_conflict', 'The id for another body', () =>
        stream.publish('a', 'another', { messageId: 'same' }),
      );
    },
  },
  {
    id: 'persistent.durable-names',
    behaviour:
      'A durable name goes on behind what it acknowledged; what it had not settled comes again.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(4));
      const filters = [stream.subject('a')];
      const options = { stream: stream.name, name: uniqueName(), filters };
      const consumption = await context.transport.consume(options);
      const [one] = await take(context, consumption, 2, 'delivery');
      await one?.acknowledge();
      await context.reopen();
      const again = await context.transport.consume(options);
      const deliveries = await take(context, again, 3, 'delivery after the reopening');
      const texts = deliveries.map((delivery) => textOf(delivery.message));
      sameData(texts.sort(), ['2', '3', '4'], 'What comes after the reopening');
      await fails('consumer_conflict', 'The name without its filters', () =>
        context.transport.consume({ stream: stream.name, name: options.name }),
      );
    },
  },
  {
    id: 'persistent.work-queues',
    behaviour: 'A work queue keeps the work that was not acknowledged, and only that.',
    needs: [...needs, 'workQueues'],
    async verify(context) {
      const stream = await context.createStream({ retention: 'workqueue' });
      await stream.publishAll('a', numbered(3));
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      await (await takeOne(context, consumption, 'the first delivery')).acknowledge();
      await context.reopen();
      equal((await stream.info()).state.messages, 2, 'The number of messages');
      const again = await context.transport.consume(options);
      const deliveries = await take(context, again, 2, 'delivery after the reopening');
      const texts = deliveries.map((delivery) => textOf(delivery.message));
      sameData(texts.sort(), ['2', '3'], 'The work left');
    },
  },
  {
    id: 'persistent.cursors',
    behaviour: 'A cursor from before goes on without gap or double.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const streams = [stream.name];
      const before = await context.transport.subscribe({ streams, from: 'start' });
      await take(context, before, 2, 'message');
      const { cursor } = before;
      await context.reopen();
      const after = await context.transport.subscribe({ streams, from: { cursor } });
      await stream.publish('a', '4');
      const [third, fourth] = await take(context, after, 2, 'message after the reopening');
      expectText(third ?? null, '3', 'The first message after the reopening');
      expectText(fourth ?? null, '4', 'The second message after the reopening');
    },
  },
];
