import { equal, fails, sameData } from '../assertions.ts';
import { collect, expectText, numbered, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

const needs = ['admin', 'workQueues'] as const;
const retention = 'workqueue';

/** Streams whose messages are gone once somebody has done the work. */
export const workQueueRequirements: readonly Requirement[] = [
  {
    id: 'work-queue.acknowledged-is-removed',
    behaviour: 'An acknowledged message is removed from the queue; the others stay.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      await stream.publishAll('a', numbered(3));
      equal((await stream.info()).config.retention, 'workqueue', 'The retention');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      const delivery = await takeOne(context, consumption, 'the first delivery');
      expectText(delivery.message, '1', 'The first delivery');
      equal((await stream.info()).state.messages, 3, 'The number of messages before');
      await delivery.acknowledge();
      await context.until('the message was removed', async () => {
        return (await stream.info()).state.messages === 2;
      });
      const get = { stream: stream.name, sequence: 1 };
      equal(await context.transport.get(get), null, 'The acknowledged message');
      const next = { stream: stream.name, sequence: 2 };
      expectText(await context.transport.get(next), '2', 'The next message');
    },
  },
  {
    id: 'work-queue.kept-until-acknowledged',
    behaviour:
      'A message stays until somebody acknowledges it, also when nobody consumes and when it is retried.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      await stream.publish('a', 'work');
      const query = { stream: stream.name, select: 'all' } as const;
      const read = await collect(context, context.transport.read(query), 'message');
      equal(read.length, 1, 'The number of messages read');
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      for (const attempts of [1, 2, 3]) {
        const delivery = await takeOne(context, consumption, `attempt ${attempts}`);
        expectText(delivery.message, 'work', 'The work');
        equal(delivery.attempts, attempts, 'The attempts');
        equal((await stream.info()).state.messages, 1, 'The number of messages meanwhile');
        await delivery.retry();
      }
    },
  },
  {
    id: 'work-queue.workers-share',
    behaviour:
      'Workers of one name get disjoint messages, together all of them, and leave the queue empty.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      const options = { stream: stream.name, name: uniqueName() };
      const done: string[] = [];
      const work = async (): Promise<void> => {
        for await (const delivery of await context.transport.consume(options)) {
          await delivery.acknowledge();
          done.push(textOf(delivery.message));
        }
      };
      const working = later(Promise.all([work(), work(), work()]));
      await Promise.all(numbered(60).map((text) => stream.publish('a', text)));
      await context.until('the queue was empty', async () => {
        return done.length >= 60 && (await stream.info()).state.messages === 0;
      });
      await context.transport.close();
      await working;
      const sorted = done.map(Number).sort((one, other) => one - other);
      sameData(sorted.map(String), numbered(60), 'The work done');
    },
  },
  {
    id: 'work-queue.handed-back',
    behaviour: 'Work that a closed worker did not settle goes to the next worker.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      await stream.publish('a', 'work');
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume(options);
      await takeOne(context, first, 'the first attempt');
      await first.close();
      const second = await context.transport.consume(options);
      const delivery = await takeOne(context, second, 'the second attempt');
      expectText(delivery.message, 'work', 'The work');
      await delivery.acknowledge();
      await context.until('the queue was empty', async () => {
        return (await stream.info()).state.messages === 0;
      });
    },
  },
  {
    id: 'work-queue.makes-room',
    behaviour:
      'A full queue that refuses new messages takes them again once work was acknowledged.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention, discard: 'new', maxMessages: 1 });
      await stream.publish('a', 'first');
      await fails('stream_full', 'A second message', () => stream.publish('a', 'refused'));
      const options = { stream: stream.name, name: uniqueName() };
      const consumption = await context.transport.consume(options);
      await (await takeOne(context, consumption, 'the first delivery')).acknowledge();
      await context.until('the queue was empty', async () => {
        return (await stream.info()).state.messages === 0;
      });
      await stream.publish('a', 'second');
      const delivery = await takeOne(context, consumption, 'the second delivery');
      expectText(delivery.message, 'second', 'The second delivery');
    },
  },
];
