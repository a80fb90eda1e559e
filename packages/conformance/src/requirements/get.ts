import { check, equal, fails } from '../assertions.ts';
import { expectText, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { uniqueName } from '../test-stream.ts';

/** One message. */
export const getRequirements: readonly Requirement[] = [
  {
    id: 'get.newest-on-subject',
    behaviour: 'By subject, the newest message on exactly that subject is answered.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['a1', 'a2']);
      await stream.publishAll('a.b', ['ab1']);
      await stream.publishAll('ab', ['other']);
      const get = (tail: string): Promise<Awaited<ReturnType<typeof context.transport.get>>> =>
        context.transport.get({ stream: stream.name, subject: stream.subject(tail) });
      expectText(await get('a'), 'a2', 'The newest on a');
      expectText(await get('a.b'), 'ab1', 'The newest on a.b');
    },
  },
  {
    id: 'get.by-sequence',
    behaviour: 'By sequence, the message with that sequence is answered, whatever its subject.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two']);
      await stream.publishAll('b', ['three']);
      for (const [index, text] of ['one', 'two', 'three'].entries()) {
        const query = { stream: stream.name, sequence: index + 1 };
        expectText(await context.transport.get(query), text, `The message ${index + 1}`);
      }
    },
  },
  {
    id: 'get.absent',
    behaviour:
      'null is answered for a subject without messages, and for a sequence not given yet or deleted.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const { name } = stream;
      equal(await transport.get({ stream: name, sequence: 1 }), null, 'Message 1 of no messages');
      await stream.publishAll('a', ['one', 'two']);
      await context.admin.deleteMessage(name, 1);
      const subject = stream.subject('b');
      equal(
        await transport.get({ stream: name, subject }),
        null,
        'The newest on an unused subject',
      );
      equal(await transport.get({ stream: name, sequence: 1 }), null, 'A deleted message');
      equal(await transport.get({ stream: name, sequence: 3 }), null, 'A message still to come');
    },
  },
  {
    id: 'get.after-delete',
    behaviour: 'When the newest message of a subject is deleted, the one before it is the newest.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['one', 'two']);
      await context.admin.deleteMessage(stream.name, 2);
      const subject = stream.subject('a');
      const message = await context.transport.get({ stream: stream.name, subject });
      expectText(message, 'one', 'The newest message');
    },
  },
  {
    id: 'get.missing-stream',
    behaviour: 'A stream that does not exist is stream_not_found, not null.',
    needs: [],
    async verify({ transport }) {
      const stream = uniqueName();
      const error = await fails('stream_not_found', 'get by sequence', () =>
        transport.get({ stream, sequence: 1 }),
      );
      check(error.message.includes(stream), `The message should name ${stream}: ${error.message}`);
      const subject = `${stream}.a`;
      await fails('stream_not_found', 'get by subject', () => transport.get({ stream, subject }));
    },
  },
  {
    id: 'get.minimum-sequence',
    behaviour:
      'With the sequence of a receipt as the minimum, the answer is never older than that receipt.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const subject = stream.subject('a');
      for (let count = 0; count < 20; count++) {
        const { sequence } = await stream.publish('a', `text ${count}`);
        const query = { stream: stream.name, subject, minimumSequence: sequence };
        expectText(await context.transport.get(query), `text ${count}`, 'The newest message');
      }
    },
  },
  {
    id: 'get.minimum-sequence-removed',
    behaviour:
      'A minimum whose message was removed since does not keep get from answering what is left.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const subject = stream.subject('a');
      await stream.publish('a', 'one');
      const { sequence } = await stream.publish('a', 'two');
      await context.admin.deleteMessage(stream.name, sequence);
      const query = { stream: stream.name, subject, minimumSequence: sequence };
      const left = await context.within('what is left', context.transport.get(query));
      expectText(left, 'one', 'What is left');
    },
  },
  {
    id: 'get.illegal-query',
    behaviour:
      'A subject with wildcards is invalid_subject, a sequence that is no whole number from 1 invalid_argument.',
    needs: ['admin'],
    async verify(context) {
      const { name: stream } = await context.createStream();
      for (const subject of [`${stream}.*`, `${stream}.>`, `${stream}..a`]) {
        await fails('invalid_subject', `get of ${subject}`, () =>
          context.transport.get({ stream, subject }),
        );
      }
      for (const sequence of [0, -1, 1.5, Number.NaN]) {
        await fails('invalid_argument', `get of sequence ${sequence}`, () =>
          context.transport.get({ stream, sequence }),
        );
      }
    },
  },
  {
    id: 'get.body-belongs-to-receiver',
    behaviour:
      'Changing a body that get or read handed out changes neither the store nor what others get.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const { sequence } = await stream.publish('a', 'as stored');
      const get = { stream: stream.name, sequence };
      const first = await transport.get(get);
      const second = await transport.get(get);
      first?.body.fill(88);
      expectText(second, 'as stored', 'A body got before the change');
      const query = { stream: stream.name, select: 'all' } as const;
      for await (const message of transport.read(query)) {
        equal(textOf(message), 'as stored', 'A body read after the change');
        message.body.fill(89);
      }
      expectText(await transport.get(get), 'as stored', 'A body got after the changes');
    },
  },
];
