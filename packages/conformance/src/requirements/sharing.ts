import { type Consumption, DeliverablesError } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import { expectText, numbered, sequencesOf, take, takeOne, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

const needs = ['admin', 'shared'] as const;

/** Two transports on one store at the same time. */
export const sharingRequirements: readonly Requirement[] = [
  {
    id: 'shared.publishes',
    behaviour: 'What one transport stored another one finds at once.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      for (const text of numbered(5)) {
        const { sequence } = await stream.publish('a', text, { on: one });
        expectText(
          await other.get({ stream: stream.name, sequence }),
          text,
          'What the other finds',
        );
      }
    },
  },
  {
    id: 'shared.subscribes',
    behaviour: 'A subscription hands out what other transports store, without gap or double.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await one.subscribe({ streams, from: 'new' });
      const pending = later(takeOne(context, subscription, 'the first message'));
      await stream.publish('a', 'first', { on: other });
      expectText(await pending, 'first', 'The first message');
      const publish = (on: typeof one) =>
        numbered(30).map((text) => stream.publish('a', text, { on }));
      const publishing = later(Promise.all([...publish(one), ...publish(other)]));
      const messages = await take(context, subscription, 60, 'message');
      await publishing;
      const expected = Array.from({ length: 60 }, (_, index) => index + 2);
      sameData(sequencesOf(messages), expected, 'The sequences');
    },
  },
  {
    id: 'shared.message-ids',
    behaviour: 'A publish repeated by another transport is a duplicate.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      const publish = (on: typeof one) => stream.publish('a', 'one', { messageId: 'same', on });
      const receipts = await Promise.all([
        publish(one),
        publish(other),
        publish(one),
        publish(other),
      ]);
      equal(new Set(sequencesOf(receipts)).size, 1, 'The number of different sequences');
      equal((await stream.info()).state.messages, 1, 'The number of messages');
    },
  },
  {
    id: 'shared.one-wins',
    behaviour:
      'Of two transports that expect the same sequence at the same time exactly one stores.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      for (let round = 0; round < 10; round++) {
        const options = { expectedSubjectSequence: round };
        const results = await Promise.allSettled(
          [one, other].map((on) => stream.publish('a', 'text', { ...options, on })),
        );
        const answers = results.map((result) =>
          result.status === 'fulfilled' ? 'stored' : DeliverablesError.from(result.reason).code,
        );
        sameData(answers.sort(), ['sequence_conflict', 'stored'], `The answers of round ${round}`);
      }
    },
  },
  {
    id: 'shared.consumes',
    behaviour: 'Consumptions of one name on two transports share the messages.',
    needs,
    async verify(context) {
      const transports = [context.transport, await context.open()];
      const stream = await context.createStream();
      const options = { stream: stream.name, name: uniqueName() };
      const got: string[] = [];
      const consumptions = await Promise.all(transports.map((one) => one.consume(options)));
      const work = async (consumption: Consumption): Promise<void> => {
        for await (const delivery of consumption) {
          await delivery.acknowledge();
          got.push(textOf(delivery.message));
        }
      };
      const working = later(Promise.all(consumptions.map(work)));
      await Promise.all(numbered(40).map((text) => stream.publish('a', text)));
      await context.until('40 messages were worked on', () => got.length >= 40);
      await Promise.all(consumptions.map((consumption) => consumption.close()));
      await working;
      const sorted = got.map(Number).sort((first, second) => first - second);
      sameData(sorted.map(String), numbered(40), 'What both got');
    },
  },
  {
    id: 'shared.admin',
    behaviour:
      'Streams created, changed and deleted by one transport are so for another one at once.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      await stream.publish('a', 'one', { on: one });
      await other.admin?.update(stream.name, { maxMessageSize: 1_000 });
      await fails('message_too_large', 'A body over the new limit', () =>
        stream.publish('a', new Uint8Array(2_000), { on: one }),
      );
      await other.admin?.deleteStream(stream.name);
      await fails('stream_not_found', 'A publish to the deleted stream', () =>
        stream.publish('a', 'two', { on: one }),
      );
    },
  },
  {
    id: 'shared.close-is-its-own',
    behaviour: 'Closing one transport leaves the other one open.',
    needs,
    async verify(context) {
      const one = context.transport;
      const other = await context.open();
      const stream = await context.createStream();
      await one.close();
      const { sequence } = await stream.publish('a', 'still open', { on: other });
      const message = await other.get({ stream: stream.name, sequence });
      expectText(message, 'still open', 'The message');
    },
  },
];
