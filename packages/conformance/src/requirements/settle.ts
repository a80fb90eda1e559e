import { check, equal } from '../assertions.ts';
import { expectText, numbered, take, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

/** Clocks of store and test may differ by their resolution. */
const tolerance = 20;

/** What becomes of a delivery. */
export const settleRequirements: readonly Requirement[] = [
  {
    id: 'settle.acknowledged-is-done',
    behaviour: 'What was acknowledged is not delivered again, though what came after it is.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 600 };
      const consumption = await context.transport.consume(options);
      const deliveries = await take(context, consumption, 3, 'delivery');
      await deliveries[0]?.acknowledge();
      await deliveries[1]?.acknowledge();
      const again = await takeOne(context, consumption, 'the one that was not acknowledged');
      expectText(again.message, '3', 'The one delivered again');
      await again.acknowledge();
      await stream.publish('a', 'next');
      const next = await takeOne(context, consumption, 'the next message');
      expectText(next.message, 'next', 'What comes next');
    },
  },
  {
    id: 'settle.acknowledgement-is-stored',
    behaviour: 'When acknowledge resolves it counts, for whoever uses the name next.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      const options = { stream: stream.name, name: uniqueName() };
      for (const text of numbered(3)) {
        const consumption = await context.transport.consume(options);
        const delivery = await takeOne(context, consumption, `delivery ${text}`);
        expectText(delivery.message, text, 'The first one not acknowledged');
        await delivery.acknowledge();
        await consumption.close();
      }
      const [consumer] = await context.admin.consumers(stream.name);
      equal(consumer?.unsettled, 0, 'The number of unsettled deliveries');
      equal(consumer?.pending, 0, 'The number of pending messages');
    },
  },
  {
    id: 'settle.late-is-delivered-again',
    behaviour:
      'A delivery not settled within acknowledgeWithin comes again, not before, and counts its attempts.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 300 };
      const start = performance.now();
      const consumption = await context.transport.consume(options);
      for (const attempts of [1, 2, 3]) {
        const delivery = await takeOne(context, consumption, `attempt ${attempts}`);
        const elapsed = Math.round(performance.now() - start);
        expectText(delivery.message, 'one', `The message of attempt ${attempts}`);
        equal(delivery.attempts, attempts, 'The attempts');
        check(
          elapsed >= 300 * (attempts - 1) - tolerance,
          `Attempt ${attempts} should not come within ${300 * (attempts - 1)} ms, but came after ${elapsed}.`,
        );
      }
    },
  },
  {
    id: 'settle.late-goes-to-another',
    behaviour:
      'What one consumption did not settle in time is delivered to another of the same name.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 300 };
      const stuck = await context.transport.consume(options);
      await takeOne(context, stuck, 'the first attempt');
      const other = await context.transport.consume(options);
      const delivery = await takeOne(context, other, 'the second attempt');
      expectText(delivery.message, 'one', 'The message of the second attempt');
      equal(delivery.attempts, 2, 'The attempts');
    },
  },
  {
    id: 'settle.retry-at-once',
    behaviour:
      'retry has a message delivered again at once, without waiting for acknowledgeWithin.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const first = await takeOne(context, consumption, 'the first attempt');
      await first.retry();
      const second = await takeOne(context, consumption, 'the second attempt');
      expectText(second.message, 'one', 'The message of the second attempt');
      equal(second.attempts, 2, 'The attempts');
    },
  },
  {
    id: 'settle.retry-after-a-delay',
    behaviour:
      'retry with a delay has a message delivered again after it, not before; others go on meanwhile.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two']);
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const start = performance.now();
      await (await takeOne(context, consumption, 'the first attempt')).retry({ delay: 500 });
      const other = await takeOne(context, consumption, 'the other message');
      expectText(other.message, 'two', 'The other message');
      const again = await takeOne(context, consumption, 'the second attempt');
      const elapsed = Math.round(performance.now() - start);
      expectText(again.message, 'one', 'The message of the second attempt');
      check(
        elapsed >= 500 - tolerance,
        `The second attempt should come after 500 ms, but came after ${elapsed}.`,
      );
    },
  },
  {
    id: 'settle.extend',
    behaviour:
      'extend starts the acknowledgement time anew: no second attempt while it goes on, one when it stops.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 800 };
      const consumption = await context.transport.consume(options);
      const delivery = await takeOne(context, consumption, 'the first attempt');
      let came = false;
      const looking = takeOne(context, consumption, 'the second attempt');
      const again = later(
        looking.finally(() => {
          came = true;
        }),
      );
      for (let count = 0; count < 12; count++) {
        await delivery.extend();
        await context.elapse(100);
      }
      equal(came, false, 'Whether a second attempt came in 1,200 ms of extending every 100');
      const second = await again;
      expectText(second.message, 'one', 'The message of the second attempt');
      equal(second.attempts, 2, 'The attempts');
    },
  },
  {
    id: 'settle.retry-goes-to-any',
    behaviour: 'What one consumption gives back another of the same name can get.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName() };
      const one = await context.transport.consume(options);
      const first = await takeOne(context, one, 'the first attempt');
      const other = await context.transport.consume(options);
      await first.retry();
      await one.close();
      const second = await takeOne(context, other, 'the second attempt');
      expectText(second.message, 'one', 'The message of the second attempt');
    },
  },
  {
    id: 'settle.removal-does-not-stall',
    behaviour:
      'Messages removed before they were delivered are passed over, and what follows is delivered.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const options = { stream: stream.name, name: uniqueName() };
      await (await context.transport.consume(options)).close();
      await context.admin.purge(stream.name, { keep: 1 });
      const consumption = await context.transport.consume(options);
      const last = await takeOne(context, consumption, 'the one kept');
      equal(textOf(last.message), '5', 'The one kept');
      await last.acknowledge();
      await stream.publish('a', 'next');
      const next = await takeOne(context, consumption, 'the next message');
      equal(textOf(next.message), 'next', 'What comes next');
    },
  },
  {
    id: 'settle.body-belongs-to-receiver',
    behaviour: 'Changing a delivered body changes neither the store nor the next attempt.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'as stored');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const first = await takeOne(context, consumption, 'the first attempt');
      first.message.body.fill(88);
      await first.retry();
      const second = await takeOne(context, consumption, 'the second attempt');
      expectText(second.message, 'as stored', 'The body of the second attempt');
    },
  },
];
