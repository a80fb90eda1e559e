import { equal, fails, sameData } from '../assertions.ts';
import { expectEnd, expectText, numbered, take, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

/** How a consumption ends. */
export const consumeEndRequirements: readonly Requirement[] = [
  {
    id: 'consume.close-ends-a-pending-look',
    behaviour:
      'Closing ends a look that waits, with done and not with an error; closing twice is harmless.',
    needs: ['admin'],
    async verify(context) {
      const { name: stream } = await context.createStream();
      const consumption = await context.transport.consume({ stream, name: uniqueName() });
      const pending = later(consumption.next());
      await consumption.close();
      await consumption.close();
      await expectEnd(context, pending, 'the look that waited');
      await expectEnd(context, consumption.next(), 'a closed consumption');
    },
  },
  {
    id: 'consume.close-hands-back',
    behaviour:
      'What was handed out and not settled at the close is delivered again, without waiting for its time.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(4));
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 600_000 };
      const first = await context.transport.consume(options);
      const [one, two] = await take(context, first, 2, 'delivery');
      await one?.acknowledge();
      equal(two?.attempts, 1, 'The attempts of the one not settled');
      await first.close();
      const second = await context.transport.consume(options);
      const deliveries = await take(context, second, 3, 'delivery of the next consumption');
      const texts = deliveries.map((delivery) => textOf(delivery.message));
      sameData(texts.sort(), ['2', '3', '4'], 'What the next consumption gets');
      const again = deliveries.find((delivery) => textOf(delivery.message) === '2');
      equal(again?.attempts, 2, 'The attempts of the one handed back');
    },
  },
  {
    id: 'consume.abort-ends',
    behaviour:
      'When its signal aborts a consumption ends with done and hands back what was not settled.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const controller = new AbortController();
      const { signal } = controller;
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume({ ...options, signal });
      await takeOne(context, first, 'the delivery');
      const pending = later(first.next());
      controller.abort();
      await expectEnd(context, pending, 'the look that waited');
      const second = await context.transport.consume(options);
      const delivery = await takeOne(context, second, 'the delivery handed back');
      expectText(delivery.message, 'one', 'The message handed back');
    },
  },
  {
    id: 'consume.break-closes',
    behaviour:
      'Leaving a for await loop closes the consumption and hands back what was not settled.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume(options);
      equal(first[Symbol.asyncIterator](), first, 'Its iterator');
      for await (const _ of first) break;
      await expectEnd(context, first.next(), 'a consumption left by break');
      const second = await context.transport.consume(options);
      const delivery = await takeOne(context, second, 'the delivery handed back');
      expectText(delivery.message, 'one', 'The message handed back');
    },
  },
  {
    id: 'consume.dispose-closes',
    behaviour: 'Symbol.asyncDispose closes the consumption.',
    needs: ['admin'],
    async verify(context) {
      const { name: stream } = await context.createStream();
      const consumption = await context.transport.consume({ stream, name: uniqueName() });
      const pending = later(consumption.next());
      await consumption[Symbol.asyncDispose]();
      await expectEnd(context, pending, 'a disposed consumption');
    },
  },
  {
    id: 'consume.stream-deleted',
    behaviour:
      'When its stream is deleted a consumption fails with stream_not_found, then is over.',
    needs: ['admin'],
    async verify(context) {
      const { name: stream } = await context.createStream();
      const consumption = await context.transport.consume({ stream, name: uniqueName() });
      const pending = later(consumption.next());
      await context.admin.deleteStream(stream);
      await fails('stream_not_found', 'The look that waited', () =>
        context.within('the end of the look', pending),
      );
      await expectEnd(context, consumption.next(), 'a consumption that failed');
      await consumption.close();
    },
  },
  {
    id: 'consume.name-deleted',
    behaviour:
      'When its name is deleted a consumption fails with consumer_not_found, then is over.',
    needs: ['admin'],
    async verify(context) {
      const { name: stream } = await context.createStream();
      const options = { stream, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const pending = later(consumption.next());
      await context.admin.deleteConsumer(stream, options.name);
      await fails('consumer_not_found', 'The look that waited', () =>
        context.within('the end of the look', pending),
      );
      await expectEnd(context, consumption.next(), 'a consumption that failed');
      sameData(await context.admin.consumers(stream), [], 'The names afterwards');
    },
  },
  {
    id: 'consume.name-made-anew',
    behaviour:
      'A name deleted and used again is another one: who held the old fails with consumer_not_found and takes nothing.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 600_000 };
      const old = await context.transport.consume(options);
      const held = await takeOne(context, old, 'the delivery to the old name');
      const pending = later(old.next());
      await context.admin.deleteConsumer(stream.name, options.name);
      const anew = await context.transport.consume(options);
      await fails('consumer_not_found', 'The look of the old one', () =>
        context.within('the end of the old one', pending),
      );
      const delivery = await takeOne(context, anew, 'the delivery to the new name');
      sameData([textOf(delivery.message), delivery.attempts], ['one', 1], 'What the new one gets');
      await held.retry();
      await stream.publish('a', 'two');
      const next = await takeOne(context, anew, 'the next message');
      expectText(next.message, 'two', 'What the new one gets next, while it has the first in hand');
    },
  },
  {
    id: 'consume.name-outlives-consumption',
    behaviour: 'The stream knows a name after its consumptions have ended.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName() };
      await (await context.transport.consume(options)).close();
      const known = await context.admin.consumers(stream.name);
      sameData(
        known.map((consumer) => consumer.name),
        [options.name],
        'The names known',
      );
      equal((await stream.info()).state.consumers, 1, "The state's consumers");
    },
  },
];
