import { fails, sameData } from '../assertions.ts';
import { expectText, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

const needs = ['admin', 'workQueues'] as const;
const retention = 'workqueue';

/** Whose the messages of a work queue are. */
export const workQueueNameRequirements: readonly Requirement[] = [
  {
    id: 'work-queue.overlapping-names-conflict',
    behaviour:
      'A second name with overlapping filters is consumer_conflict; one with disjoint filters is not.',
    needs,
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream({ retention });
      const [one, other] = [uniqueName(), uniqueName()];
      const consume = (name: string, ...tails: string[]) =>
        transport.consume({ stream: stream.name, name, filters: tails.map(stream.subject) });
      await consume(one, 'a.*');
      for (const tails of [['a.x'], ['*.x'], ['>'], []]) {
        await fails('consumer_conflict', `A second name for ${tails.join() || 'everything'}`, () =>
          consume(other, ...tails),
        );
      }
      const consumption = await consume(other, 'b.*');
      await stream.publish('a.x', 'for one');
      await stream.publish('b.x', 'for the other');
      const delivery = await takeOne(context, consumption, 'the work of the other');
      expectText(delivery.message, 'for the other', 'The work of the other');
      const names = (await admin.consumers(stream.name)).map((consumer) => consumer.name);
      sameData(names.sort(), [one, other], 'The names of the queue');
    },
  },
  {
    id: 'work-queue.name-comes-free',
    behaviour: 'When a name is deleted, another one may take its messages over.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      await stream.publish('a', 'work');
      const options = { stream: stream.name, name: uniqueName() };
      await (await context.transport.consume(options)).close();
      await context.admin.deleteConsumer(stream.name, options.name);
      const consumption = await context.transport.consume({ ...options, name: uniqueName() });
      const delivery = await takeOne(context, consumption, 'the work');
      expectText(delivery.message, 'work', 'The work');
    },
  },
  {
    id: 'work-queue.begins-at-its-start',
    behaviour:
      'A name on a work queue that would begin elsewhere than at the start is unsupported.',
    needs,
    async verify(context) {
      const stream = await context.createStream({ retention });
      const options = { stream: stream.name, name: uniqueName() };
      for (const from of ['new', { sequence: 2 }, { time: new Date() }] as const) {
        await fails('unsupported', `Beginning with ${JSON.stringify(from)}`, () =>
          context.transport.consume({ ...options, from }),
        );
      }
      sameData(await context.admin.consumers(stream.name), [], 'The names afterwards');
      await context.transport.consume({ ...options, from: 'start' });
    },
  },
  {
    id: 'work-queue.no-subscription',
    behaviour: 'Subscribing to a work queue is unsupported, also beside other streams.',
    needs,
    async verify(context) {
      const { name: queue } = await context.createStream({ retention });
      const { name: other } = await context.createStream();
      for (const streams of [[queue], [other, queue]]) {
        await fails('unsupported', `Subscribing to ${streams.length} with a work queue`, () =>
          context.transport.subscribe({ streams, from: 'start' }),
        );
      }
    },
  },
];
