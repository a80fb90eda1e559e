import { check, equal, sameBytes, sameData, show } from '../assertions.ts';
import { collect, expectText, sameHead, sequencesOf, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { outgoing, toBody, uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

const bodies: Readonly<Record<string, Uint8Array>> = {
  'an empty body': new Uint8Array(),
  'a body of one byte': Uint8Array.of(0),
  'a body of all 256 bytes': Uint8Array.from({ length: 256 }, (_, index) => index),
  'a body that is no UTF-8': Uint8Array.of(0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80),
  'a body with a byte order mark': Uint8Array.of(0xef, 0xbb, 0xbf, 0x41),
  'a body of line breaks': toBody('\r\n\r\n\n\rNATS/1.0\r\n\r\n'),
};

/** What a publish stores, and when it says so. */
export const publishRequirements: readonly Requirement[] = [
  {
    id: 'publish.acknowledged-is-stored',
    behaviour: 'When a publish resolves, the message is stored and every way of reading finds it.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const { name } = stream;
      for (const text of ['first', 'second', 'third']) {
        const { sequence } = await stream.publish('a', text);
        const subject = stream.subject('a');
        expectText(await transport.get({ stream: name, subject }), text, 'The newest by subject');
        expectText(await transport.get({ stream: name, sequence }), text, 'The one by sequence');
        const query = { stream: name, select: 'all', fromSequence: sequence } as const;
        const read = await collect(context, transport.read(query), 'message');
        sameData(sequencesOf(read), [sequence], 'What a read finds');
        equal((await stream.info()).state.lastSequence, sequence, "The stream's last sequence");
      }
    },
  },
  {
    id: 'publish.receipt',
    behaviour: 'A receipt names the stream, the sequence from 1, and that it is no duplicate.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const receipt = await stream.publish('a', 'one');
      const { stream: name, sequence, duplicate } = receipt;
      sameData(
        { name, sequence, duplicate },
        { name: stream.name, sequence: 1, duplicate: false },
        'The receipt',
      );
    },
  },
  {
    id: 'publish.stream-follows-subject',
    behaviour: 'The subject alone decides which stream stores a message.',
    needs: ['admin'],
    async verify(context) {
      const first = await context.createStream();
      const second = await context.createStream();
      equal((await first.publish('a.b')).stream, first.name, 'The stream of the first message');
      equal((await second.publish('a.b')).stream, second.name, 'The stream of the second message');
      equal((await first.info()).state.messages, 1, 'The number of messages in the first stream');
      equal((await second.info()).state.messages, 1, 'The number of messages in the second stream');
    },
  },
  {
    id: 'publish.bodies-are-byte-exact',
    behaviour: 'A body comes back byte for byte: empty, binary, not UTF-8, with line breaks.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      for (const [what, body] of Object.entries(bodies)) {
        const { sequence } = await stream.publish('a', body);
        const message = await context.transport.get({ stream: stream.name, sequence });
        check(message !== null, `${what} should be stored, but null was answered.`);
        sameBytes(message.body, body, what);
        equal(message.size, body.length, `The size of ${what}`);
      }
    },
  },
  {
    id: 'publish.megabyte',
    behaviour: 'A body of a million bytes comes back byte for byte.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const body = Uint8Array.from(
        { length: 1_000_000 },
        (_, index) => (index * 31 + (index >> 8)) & 255,
      );
      const { sequence } = await stream.publish('a', body);
      const message = await context.transport.get({ stream: stream.name, sequence });
      check(message !== null, 'The message should be stored, but null was answered.');
      sameBytes(message.body, body, 'the body');
    },
  },
  {
    id: 'publish.part-of-a-buffer',
    behaviour: 'A body that is a view of a larger buffer is stored without what surrounds it.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const view = toBody('before|inside|after').subarray(7, 13);
      const { sequence } = await stream.publish('a', view);
      const message = await context.transport.get({ stream: stream.name, sequence });
      expectText(message, 'inside', 'The body');
    },
  },
  {
    id: 'publish.outgoing-body-is-copied',
    behaviour:
      'What the caller does to a body once publish was called does not change what is stored.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const body = toBody('as it was');
      const message = outgoing(stream.subject('a'), body);
      const publishing = later(transport.publish(message, { messageId: uniqueName() }));
      body.fill(88);
      const { sequence } = await publishing;
      const read = (): Promise<Awaited<ReturnType<typeof transport.get>>> =>
        transport.get({ stream: stream.name, sequence });
      expectText(await read(), 'as it was', 'The body, changed while the publish was under way,');
      body.fill(89);
      expectText(await read(), 'as it was', 'The body, changed after the publish,');
    },
  },
  {
    id: 'publish.concurrent',
    behaviour: 'A hundred publishes at once are all stored, each under a sequence of its own.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const texts = Array.from({ length: 100 }, (_, index) => `text ${index}`);
      const receipts = await Promise.all(texts.map((text) => stream.publish('a', text)));
      equal(new Set(sequencesOf(receipts)).size, 100, 'The number of different sequences');
      for (const [index, { sequence }] of receipts.entries()) {
        const message = await context.transport.get({ stream: stream.name, sequence });
        expectText(message, `text ${index}`, `The message of receipt ${sequence}`);
      }
    },
  },
  {
    id: 'publish.time',
    behaviour:
      'A message carries the time its stream stored it, which does not run backwards with the sequence.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two', 'three', 'four']);
      const { created, state } = await stream.info();
      const query = { stream: stream.name, select: 'all' } as const;
      let earlier = created;
      for (const { time } of await collect(context, context.transport.read(query), 'message')) {
        check(
          time >= earlier,
          `A time should not be before ${show(earlier)}, but is ${show(time)}.`,
        );
        earlier = time;
      }
      sameData(state.lastTime, earlier, "The stream's last time");
    },
  },
  {
    id: 'publish.same-everywhere',
    behaviour: 'A message looks the same by get, read, subscribe and consume.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const headers = [
        ['B', '1'],
        ['A', '2'],
      ] as const;
      const { sequence } = await stream.publish('x.y', 'body', { headers });
      const one = await transport.get({ stream: stream.name, sequence });
      check(one !== null, 'The message should be stored, but null was answered.');
      equal(one.stream, stream.name, 'The stream');
      equal(one.subject, stream.subject('x.y'), 'The subject');
      const query = { stream: stream.name, select: 'all' } as const;
      const read = await takeOne(
        context,
        transport.read(query)[Symbol.asyncIterator](),
        'a message read',
      );
      const streams = [stream.name];
      const subscription = await transport.subscribe({ streams, from: 'start' });
      const subscribed = await takeOne(context, subscription, 'a message subscribed to');
      const consumption = await transport.consume({ stream: stream.name, name: uniqueName() });
      const delivery = await takeOne(context, consumption, 'a delivery');
      const views = { read, subscribed, consumed: delivery.message };
      for (const [what, view] of Object.entries(views)) {
        sameHead(view, one, `the message ${what}`);
        sameBytes(view.body, one.body, `the body ${what}`);
      }
    },
  },
];
