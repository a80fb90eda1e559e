import type { ConsumeOptions, Delivery } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { expectText, numbered, take, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { type TestStream, uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

const textsOfDeliveries = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map((delivery) => textOf(delivery.message));

/** Consumes under a new name, and expects these texts and then, as the next one, a marker published afterwards. */
const expectFrom = async (
  context: ConformanceContext,
  stream: TestStream,
  options: Omit<ConsumeOptions, 'stream' | 'name'>,
  texts: readonly string[],
): Promise<void> => {
  const name = uniqueName();
  const consumption = await context.transport.consume({ stream: stream.name, name, ...options });
  const marker = uniqueName();
  await stream.publish('marker', marker);
  const deliveries = await take(context, consumption, texts.length + 1, 'delivery');
  const what = `What comes to ${JSON.stringify(options)}`;
  sameData(textsOfDeliveries(deliveries), [...texts, marker], what);
  await consumption.close();
};

/** What a durable name gets. */
export const consumeRequirements: readonly Requirement[] = [
  {
    id: 'consume.from-start',
    behaviour:
      'A new name begins with the first message there is, and gets all in order, as first attempts.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(5));
      const name = uniqueName();
      const consumption = await context.transport.consume({ stream: stream.name, name });
      const deliveries = await take(context, consumption, 5, 'delivery');
      sameData(textsOfDeliveries(deliveries), numbered(5), 'The deliveries');
      const attempts = deliveries.map((delivery) => delivery.attempts);
      sameData(attempts, [1, 1, 1, 1, 1], 'The attempts');
    },
  },
  {
    id: 'consume.from-elsewhere',
    behaviour: 'A new name can begin with what is new, with a sequence, or with a time.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['1', '2']);
      await context.elapse(20);
      await stream.publish('a', '3');
      const third = await context.transport.get({ stream: stream.name, sequence: 3 });
      const time = third?.time ?? new Date(Number.NaN);
      await expectFrom(context, stream, { from: { time } }, ['3']);
      await context.admin.purge(stream.name, { filter: stream.subject('marker') });
      await expectFrom(context, stream, { from: { sequence: 2 } }, ['2', '3']);
      await expectFrom(context, stream, { from: 'new' }, []);
    },
  },
  {
    id: 'consume.waits',
    behaviour:
      'A look at a stream without messages waits, and is answered by the next message stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const name = uniqueName();
      const consumption = await context.transport.consume({ stream: stream.name, name });
      for (const text of numbered(3)) {
        const next = later(takeOne(context, consumption, `delivery ${text}`));
        await stream.publish('a', text);
        const delivery = await next;
        expectText(delivery.message, text, 'The delivery waited for');
        await delivery.acknowledge();
      }
    },
  },
  {
    id: 'consume.filters',
    behaviour:
      'Only messages on a matching subject are delivered, each once however many filters match.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      for (const tail of ['a.b', 'c.d', 'a.c', 'e.b', 'a.b.c']) await stream.publish(tail, tail);
      const filters = ['a.>', 'a.b', 'marker'].map((tail) => stream.subject(tail));
      await expectFrom(context, stream, { filters }, ['a.b', 'a.c', 'a.b.c']);
    },
  },
  {
    id: 'consume.name-resumes',
    behaviour: 'A name used again goes on behind what it acknowledged, whatever "from" then says.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(4));
      const options = { stream: stream.name, name: uniqueName() };
      const first = await context.transport.consume(options);
      for (const delivery of await take(context, first, 2, 'delivery'))
        await delivery.acknowledge();
      await first.close();
      const second = await context.transport.consume({ ...options, from: 'new' });
      const deliveries = await take(context, second, 2, 'delivery of the second consumption');
      sameData(textsOfDeliveries(deliveries).sort(), ['3', '4'], 'What comes then');
    },
  },
  {
    id: 'consume.name-is-known-at-once',
    behaviour:
      'A name is known to the stream when consume resolves: what it then misses, it gets later.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName(), from: 'new' } as const;
      const first = await context.transport.consume(options);
      await first.close();
      await stream.publish('a', 'missed');
      const second = await context.transport.consume(options);
      const { message } = await takeOne(context, second, 'the message missed');
      expectText(message, 'missed', 'The message missed');
    },
  },
  {
    id: 'consume.names-are-independent',
    behaviour: 'Different names each get every message.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(3));
      for (const name of [uniqueName(), uniqueName()]) {
        const consumption = await context.transport.consume({ stream: stream.name, name });
        const deliveries = await take(context, consumption, 3, 'delivery');
        sameData(textsOfDeliveries(deliveries), numbered(3), 'The deliveries of one of two names');
        await Promise.all(deliveries.map((delivery) => delivery.acknowledge()));
      }
    },
  },
  {
    id: 'consume.shared-name',
    behaviour: 'Two consumptions of one name share the messages: each goes to exactly one of them.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName() };
      const got: string[] = [];
      const work = async (): Promise<void> => {
        for await (const delivery of await context.transport.consume(options)) {
          await delivery.acknowledge();
          got.push(textOf(delivery.message));
        }
      };
      const working = later(Promise.all([work(), work()]));
      await Promise.all(numbered(60).map((text) => stream.publish('a', text)));
      await context.until('60 messages were worked on', () => got.length >= 60);
      await context.transport.close();
      await working;
      sameData(
        got
          .map(Number)
          .sort((one, other) => one - other)
          .map(String),
        numbered(60),
        'What both got',
      );
    },
  },
  {
    id: 'consume.other-filters-conflict',
    behaviour:
      'A name used again with other filters is consumer_conflict, with the same ones it is not.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName() };
      const filters = [stream.subject('a')];
      await (await transport.consume({ ...options, filters })).close();
      await (await transport.consume({ ...options, filters: [...filters] })).close();
      await fails('consumer_conflict', 'The name with another filter', () =>
        transport.consume({ ...options, filters: [stream.subject('b')] }),
      );
      await fails('consumer_conflict', 'The name without filters', () =>
        transport.consume(options),
      );
      const known = await context.admin.consumers(stream.name);
      sameData(
        known.map((consumer) => consumer.filters),
        [filters],
        'The filters of all names',
      );
    },
  },
  {
    id: 'consume.refusals',
    behaviour:
      'A missing stream is stream_not_found, an illegal filter invalid_subject, an illegal name refused.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const { name: stream } = await context.createStream();
      await fails('stream_not_found', 'A missing stream', () =>
        transport.consume({ stream: uniqueName(), name: 'name' }),
      );
      await fails('invalid_subject', 'An illegal filter', () =>
        transport.consume({ stream, name: 'name', filters: [`${stream}..a`] }),
      );
      for (const name of ['', 'a.b', 'a b', 'a*', 'a>', 'a/b']) {
        await fails(['invalid_name', 'invalid_argument'], `The name "${name}"`, () =>
          transport.consume({ stream, name }),
        );
      }
      equal((await context.admin.consumers(stream)).length, 0, 'The number of names afterwards');
    },
  },
];
