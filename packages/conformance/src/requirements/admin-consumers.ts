import { equal, fails, sameData } from '../assertions.ts';
import { expectText, numbered, take, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

const needs = ['admin'] as const;

/** Durable names, as the admin sees them. */
export const adminConsumerRequirements: readonly Requirement[] = [
  {
    id: 'admin.consumers',
    behaviour:
      'consumers answers every durable name with its stream and filters, and the state counts them.',
    needs,
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream();
      sameData(await admin.consumers(stream.name), [], 'The names of a new stream');
      const filters = [stream.subject('a'), stream.subject('b.>')];
      await (await transport.consume({ stream: stream.name, name: 'one' })).close();
      await (await transport.consume({ stream: stream.name, name: 'two', filters })).close();
      const consumers = await admin.consumers(stream.name);
      const seen = consumers.map((consumer) => [
        consumer.name,
        consumer.stream,
        [...consumer.filters].sort(),
      ]);
      const expected = [
        ['one', stream.name, []],
        ['two', stream.name, filters],
      ];
      sameData(seen.sort(), expected, 'The durable names');
      equal((await stream.info()).state.consumers, 2, "The state's consumers");
      await fails('stream_not_found', 'consumers of a missing stream', () =>
        admin.consumers(uniqueName()),
      );
    },
  },
  {
    id: 'admin.consumer-figures',
    behaviour:
      'unsettled and pending together count what a name has not settled, and go to 0 as it does.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName(), filters: [stream.subject('a')] };
      await (await context.transport.consume(options)).close();
      await stream.publishAll('a', numbered(3));
      await stream.publishAll('b', numbered(2));
      const expectFigures = async (unsettled: number, pending: number): Promise<void> => {
        await context.until(`${unsettled} are unsettled and ${pending} pending`, async () => {
          const [consumer] = await context.admin.consumers(stream.name);
          return consumer?.unsettled === unsettled && consumer.pending === pending;
        });
      };
      await expectFigures(0, 3);
      const consumption = await context.transport.consume(options);
      const deliveries = await take(context, consumption, 3, 'delivery');
      await expectFigures(3, 0);
      await deliveries[0]?.acknowledge();
      await expectFigures(2, 0);
      await Promise.all(deliveries.slice(1).map((delivery) => delivery.acknowledge()));
      await expectFigures(0, 0);
    },
  },
  {
    id: 'admin.delete-consumer',
    behaviour:
      'A deleted name is forgotten and begins anew when it is used again; a second deletion answers false.',
    needs,
    async verify(context) {
      const { admin } = context;
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(2));
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume(options);
      const deliveries = await take(context, first, 2, 'delivery');
      await Promise.all(deliveries.map((delivery) => delivery.acknowledge()));
      await first.close();
      equal(await admin.deleteConsumer(stream.name, options.name), true, 'The first deletion');
      equal(await admin.deleteConsumer(stream.name, options.name), false, 'The second deletion');
      sameData(await admin.consumers(stream.name), [], 'The names left');
      const filters = [stream.subject('a')];
      const second = await context.transport.consume({ ...options, filters });
      const delivery = await takeOne(context, second, 'the first delivery to the name used again');
      expectText(delivery.message, '1', 'The first delivery to the name used again');
      equal(delivery.attempts, 1, 'The attempts');
      await fails('stream_not_found', 'deleteConsumer of a missing stream', () =>
        admin.deleteConsumer(uniqueName(), options.name),
      );
    },
  },
];
