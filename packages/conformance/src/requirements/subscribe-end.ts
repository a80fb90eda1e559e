import type { StoredMessage, Subscription } from '@agog/deliverables-core';
import { equal } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { expectEnd, expectText, numbered, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import type { TestStream } from '../test-stream.ts';
import { later } from '../wait.ts';

const subscribe = async (
  context: ConformanceContext,
  stream: TestStream,
  signal?: AbortSignal,
): Promise<Subscription> =>
  context.transport.subscribe({ streams: [stream.name], from: 'start' }, { signal });

/** How a subscription ends. */
export const subscribeEndRequirements: readonly Requirement[] = [
  {
    id: 'subscribe.close-ends-a-pending-look',
    behaviour: 'Closing ends a look that waits, with done and not with an error.',
    needs: ['admin'],
    async verify(context) {
      const subscription = await subscribe(context, await context.createStream());
      const pending = later(subscription.next());
      await subscription.close();
      await expectEnd(context, pending, 'the look that waited');
      await expectEnd(context, subscription.next(), 'a closed subscription');
    },
  },
  {
    id: 'subscribe.close-drops-the-rest',
    behaviour: 'A closed subscription hands out nothing more, and may be closed again.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const subscription = await subscribe(context, stream);
      await takeOne(context, subscription, 'the first message');
      await subscription.close();
      await subscription.close();
      await expectEnd(context, subscription.next(), 'a closed subscription');
    },
  },
  {
    id: 'subscribe.abort-ends',
    behaviour: 'When its signal aborts a subscription ends with done, as if closed.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const controller = new AbortController();
      const subscription = await subscribe(context, stream, controller.signal);
      await stream.publish('a', 'one');
      await takeOne(context, subscription, 'the first message');
      const pending = later(subscription.next());
      controller.abort();
      await expectEnd(context, pending, 'the look that waited');
      await stream.publish('a', 'two');
      await expectEnd(context, subscription.next(), 'an aborted subscription');
    },
  },
  {
    id: 'subscribe.break-closes',
    behaviour: 'Leaving a for await loop closes the subscription.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const subscription = await subscribe(context, stream);
      for await (const message of subscription) {
        expectText(message, '1', 'The first message');
        break;
      }
      await expectEnd(context, subscription.next(), 'a subscription left by break');
    },
  },
  {
    id: 'subscribe.dispose-closes',
    behaviour: 'Symbol.asyncDispose closes the subscription.',
    needs: ['admin'],
    async verify(context) {
      const subscription = await subscribe(context, await context.createStream());
      const pending = later(subscription.next());
      await subscription[Symbol.asyncDispose]();
      await expectEnd(context, pending, 'a disposed subscription');
    },
  },
  {
    id: 'subscribe.is-its-own-iterator',
    behaviour: 'Iterating a subscription goes on where its last look ended.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(2));
      const subscription = await subscribe(context, stream);
      equal(subscription[Symbol.asyncIterator](), subscription, 'Its iterator');
      expectText(await takeOne(context, subscription, 'message 1'), '1', 'The first message');
      const again: AsyncIterator<StoredMessage> = subscription[Symbol.asyncIterator]();
      expectText(await takeOne(context, again, 'message 2'), '2', 'The second message');
    },
  },
  {
    id: 'subscribe.leaves-nothing-behind',
    behaviour: 'However a subscription ended, the stream knows no more consumers than before.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const before = (await stream.info()).state.consumers;
      const controller = new AbortController();
      const closed = await subscribe(context, stream);
      const aborted = await subscribe(context, stream, controller.signal);
      const left = await subscribe(context, stream);
      await takeOne(context, aborted, 'a message');
      await closed.close();
      controller.abort();
      for await (const _ of left) break;
      await context.until('no consumer is left', async () => {
        return (await stream.info()).state.consumers === before;
      });
      equal((await context.admin.consumers(stream.name)).length, 0, 'The number of durable names');
    },
  },
  {
    id: 'subscribe.many-in-turn',
    behaviour: 'Two hundred subscriptions opened and closed in turn do not wear the transport out.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      for (let count = 0; count < 200; count++) {
        const subscription = await subscribe(context, stream);
        expectText(await takeOne(context, subscription, 'the message'), 'one', 'The message');
        await subscription.close();
      }
    },
  },
];
