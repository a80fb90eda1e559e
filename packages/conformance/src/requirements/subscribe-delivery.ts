import { equal, sameData } from '../assertions.ts';
import { expectText, numbered, sequencesOf, take, takeOne, textsOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { later } from '../wait.ts';

/** What a subscription hands out. */
export const subscribeDeliveryRequirements: readonly Requirement[] = [
  {
    id: 'subscribe.nothing-missed',
    behaviour: 'What is stored between the subscription and the first look is handed out.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'new' });
      await stream.publishAll('a', numbered(3));
      const messages = await take(context, subscription, 3, 'message');
      sameData(textsOf(messages), numbered(3), 'The messages');
    },
  },
  {
    id: 'subscribe.waits',
    behaviour: 'A look at an empty stream waits, and is answered by the next message stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      for (const text of numbered(5)) {
        const next = later(takeOne(context, subscription, `message ${text}`));
        await stream.publish('a', text);
        expectText(await next, text, 'The message waited for');
      }
    },
  },
  {
    id: 'subscribe.order',
    behaviour:
      'Messages come in the order of their sequences, each once, while others are being published.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await Promise.all(numbered(50).map((text) => stream.publish('a', text)));
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      const publishing = later(Promise.all(numbered(100).map((text) => stream.publish('b', text))));
      const messages = await take(context, subscription, 150, 'message');
      await publishing;
      const expected = Array.from({ length: 150 }, (_, index) => index + 1);
      sameData(sequencesOf(messages), expected, 'The sequences');
    },
  },
  {
    id: 'subscribe.filters',
    behaviour:
      'Only messages on a matching subject come; * stands for one token and > for the rest.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const filters = ['a.*.c', 'b.>'].map((tail) => stream.subject(tail));
      const subscription = await context.transport.subscribe({ streams, filters, from: 'start' });
      const tails = [
        'a.x.c',
        'a.x.d',
        'a.c',
        'b',
        'b.1',
        'a.y.c',
        'a.y.c.z',
        'b.2.3',
        'c.x.c',
        'b.end',
      ];
      for (const tail of tails) await stream.publish(tail, tail);
      const messages = await take(context, subscription, 5, 'message');
      sameData(textsOf(messages), ['a.x.c', 'b.1', 'a.y.c', 'b.2.3', 'b.end'], 'The messages');
    },
  },
  {
    id: 'subscribe.overlapping-filters',
    behaviour:
      'A message that several filters match comes once, and a stream named twice counts once.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name, stream.name];
      const filters = ['a.>', 'a.b', '*.b'].map((tail) => stream.subject(tail));
      const subscription = await context.transport.subscribe({ streams, filters, from: 'start' });
      for (const tail of ['a.b', 'c.d', 'a.c', 'c.b', 'a.b']) await stream.publish(tail, tail);
      const messages = await take(context, subscription, 4, 'message');
      sameData(textsOf(messages), ['a.b', 'a.c', 'c.b', 'a.b'], 'The messages');
    },
  },
  {
    id: 'subscribe.several-streams',
    behaviour:
      'One subscription hands out several streams, each message once and in order within its stream.',
    needs: ['admin'],
    async verify(context) {
      const all = [
        await context.createStream(),
        await context.createStream(),
        await context.createStream(),
      ];
      const streams = all.map((stream) => stream.name);
      await all[0]?.publishAll('a', numbered(10));
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      const publishing = later(
        Promise.all(all.map((stream) => stream.publishAll('b', numbered(20)))),
      );
      const messages = await take(context, subscription, 70, 'message');
      await publishing;
      for (const [index, name] of streams.entries()) {
        const sequences = sequencesOf(messages.filter((message) => message.stream === name));
        const length = index === 0 ? 30 : 20;
        const expected = Array.from({ length }, (_, position) => position + 1);
        sameData(sequences, expected, `The sequences of stream ${index + 1} of 3`);
      }
    },
  },
  {
    id: 'subscribe.busy-stream-silences-none',
    behaviour: 'A stream with much to hand out does not keep the others waiting until it is done.',
    needs: ['admin'],
    async verify(context) {
      const busy = await context.createStream();
      const quiet = await context.createStream();
      await Promise.all(numbered(500).map((text) => busy.publish('a', text)));
      await quiet.publish('a', 'heard');
      const streams = [busy.name, quiet.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      const messages = await take(context, subscription, 500, 'message');
      equal(textsOf(messages).includes('heard'), true, 'Whether 500 of 501 have the quiet one');
    },
  },
  {
    id: 'subscribe.slow-reader',
    behaviour: 'A reader that falls a thousand messages behind gets every one of them.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'new' });
      for (let first = 1; first <= 1_000; first += 100) {
        await Promise.all(numbered(100, first).map((text) => stream.publish('a', text)));
      }
      const messages = await take(context, subscription, 1_000, 'message');
      const expected = Array.from({ length: 1_000 }, (_, index) => index + 1);
      sameData(sequencesOf(messages), expected, 'The sequences');
    },
  },
  {
    id: 'subscribe.independent',
    behaviour:
      'Two subscriptions to one stream each get every message, and ending one does not end the other.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const one = await context.transport.subscribe({ streams, from: 'start' });
      const other = await context.transport.subscribe({ streams, from: 'start' });
      await stream.publishAll('a', ['1', '2']);
      sameData(textsOf(await take(context, one, 2, 'message')), ['1', '2'], 'What one gets');
      await one.close();
      await stream.publishAll('a', ['3']);
      const rest = await take(context, other, 3, 'message');
      sameData(textsOf(rest), ['1', '2', '3'], 'What the other gets');
    },
  },
  {
    id: 'subscribe.body-belongs-to-receiver',
    behaviour:
      'Changing a body that was handed out changes neither the store nor what another subscription gets.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const streams = [stream.name];
      const one = await transport.subscribe({ streams, from: 'start' });
      const other = await transport.subscribe({ streams, from: 'start' });
      await stream.publish('a', 'as stored');
      const first = await takeOne(context, one, 'the message of one subscription');
      const second = await takeOne(context, other, 'the message of the other');
      first.body.fill(88);
      expectText(second, 'as stored', 'What the other subscription got');
      const stored = await transport.get({ stream: stream.name, sequence: 1 });
      expectText(stored, 'as stored', 'What is stored');
    },
  },
  {
    id: 'subscribe.removal-does-not-stall',
    behaviour:
      'Messages purged, deleted, evicted or expired before they were handed out are passed over.',
    needs: ['admin'],
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream({ maxMessages: 5, duplicateWindow: 200 });
      const subscription = await transport.subscribe({ streams: [stream.name], from: 'start' });
      const expectNext = async (text: string, after: string): Promise<void> => {
        await stream.publish('a', text);
        const message = await takeOne(context, subscription, `a message after ${after}`);
        expectText(message, text, `What comes after ${after}`);
      };
      await expectNext('first', 'nothing');
      await stream.publishAll('a', numbered(3));
      await admin.purge(stream.name);
      await expectNext('second', 'a purge');
      const { sequence } = await stream.publish('a', 'deleted');
      await admin.deleteMessage(stream.name, sequence);
      await expectNext('third', 'a deletion');
      await stream.publishAll('a', numbered(8));
      const kept = await take(context, subscription, 5, 'message after an eviction');
      sameData(textsOf(kept), numbered(5, 4), 'What comes after an eviction');
      await admin.update(stream.name, { maxAge: 300 });
      await stream.publish('a', 'expires');
      await context.until('everything expired', async () => {
        return (await stream.info()).state.messages === 0;
      });
      await admin.update(stream.name, { maxAge: null });
      await expectNext('fourth', 'an expiry');
    },
  },
  {
    id: 'subscribe.stream-created-anew',
    behaviour:
      'When a stream is deleted and created anew, its subscription goes on from the new start.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const streams = [stream.name];
      const subscription = await context.transport.subscribe({ streams, from: 'start' });
      await stream.publishAll('a', numbered(3));
      await take(context, subscription, 3, 'message');
      const next = later(takeOne(context, subscription, 'the first message of the new stream'));
      await context.admin.deleteStream(stream.name);
      await context.admin.create(stream.config);
      await stream.publishAll('a', ['new 1', 'new 2']);
      expectText(await next, 'new 1', 'The first message of the new stream');
      const message = await takeOne(context, subscription, 'the second message');
      expectText(message, 'new 2', 'The second message of the new stream');
    },
  },
];
