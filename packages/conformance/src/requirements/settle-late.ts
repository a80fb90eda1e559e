import { equal } from '../assertions.ts';
import { expectText, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

/** What becomes of a delivery that is out of its consumer's hands. */
export const settleLateRequirements: readonly Requirement[] = [
  {
    id: 'settle.acknowledged-twice',
    behaviour:
      'What was acknowledged can be acknowledged, retried and extended again without error or effect.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const delivery = await takeOne(context, consumption, 'the delivery');
      await delivery.acknowledge();
      await delivery.acknowledge();
      await delivery.retry();
      await delivery.extend();
      await stream.publish('a', 'two');
      const next = await takeOne(context, consumption, 'the next message');
      expectText(next.message, 'two', 'What comes next');
    },
  },
  {
    id: 'settle.retried-twice',
    behaviour: 'After a retry another one and extend change nothing, and acknowledge still counts.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const first = await takeOne(context, consumption, 'the first attempt');
      await first.retry();
      await first.retry({ delay: 600_000 });
      await first.extend();
      const second = await takeOne(context, consumption, 'the second attempt');
      equal(second.attempts, 2, 'The attempts');
      await second.retry({ delay: 300 });
      await second.acknowledge();
      await context.elapse(400);
      await stream.publish('a', 'two');
      const next = await takeOne(context, consumption, 'the next message');
      expectText(next.message, 'two', 'What comes after a retry that was acknowledged');
    },
  },
  {
    id: 'settle.late-retry-disturbs-none',
    behaviour:
      'A retry after its time, when the message is in other hands, is no error and leaves it there.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 1_000 };
      const stuck = await context.transport.consume(options);
      const late = await takeOne(context, stuck, 'the first attempt');
      const other = await context.transport.consume(options);
      const delivery = await takeOne(context, other, 'the second attempt');
      equal(delivery.attempts, 2, 'The attempts');
      // A transport may know of its time a little later than the store does.
      await context.elapse(50);
      await late.retry();
      await stream.publish('a', 'two');
      const next = await takeOne(context, other, 'the next message');
      expectText(next.message, 'two', 'What comes next, while the other is at it');
    },
  },
  {
    id: 'settle.late-acknowledgement-counts',
    behaviour: 'An acknowledgement after its time counts: what is done is not delivered again.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const options = { stream: stream.name, name: uniqueName(), acknowledgeWithin: 200 };
      const consumption = await context.transport.consume(options);
      const late = await takeOne(context, consumption, 'the delivery');
      await context.elapse(300);
      await late.acknowledge();
      await stream.publish('a', 'two');
      const next = await takeOne(context, consumption, 'the next message');
      expectText(next.message, 'two', 'What comes next');
    },
  },
  {
    id: 'settle.after-the-close',
    behaviour:
      'After the close of a consumption acknowledge still counts; retry and extend change nothing.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'done');
      await stream.publish('a', 'not done');
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume(options);
      const done = await takeOne(context, first, 'the first delivery');
      const notDone = await takeOne(context, first, 'the second delivery');
      await first.close();
      await done.acknowledge();
      await notDone.retry({ delay: 600_000 });
      await notDone.extend();
      const second = await context.transport.consume(options);
      const again = await takeOne(context, second, 'the delivery handed back');
      expectText(again.message, 'not done', 'What the next consumption gets');
      equal(again.attempts, 2, 'The attempts');
    },
  },
];
