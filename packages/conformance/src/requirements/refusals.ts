import type { ErrorCode, HeaderEntry } from '@agog/deliverables-core';
import { check, equal, fails } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import type { Requirement } from '../requirement.ts';
import { outgoing, type TestPublishOptions, type TestStream, uniqueName } from '../test-stream.ts';

/** A publish that must fail and leave no trace. */
const refuses = async (
  stream: TestStream,
  code: ErrorCode | readonly ErrorCode[],
  what: string,
  publish: () => Promise<unknown>,
): Promise<string> => {
  const before = (await stream.info()).state.lastSequence;
  const error = await fails(code, what, publish);
  equal((await stream.info()).state.lastSequence, before, `The last sequence after ${what}`);
  return error.message;
};

/** The whole numbers in a text, however they are grouped. */
const numbersIn = (text: string): number[] =>
  [...text.replace(/(\d)[,_\u2009\u00a0' ](?=\d{3})/g, '$1').matchAll(/\d+/g)].map(Number);

const expectNumbers = (message: string, size: number, limit: number): void => {
  const numbers = numbersIn(message);
  check(numbers.includes(limit), `The message should name the limit ${limit}: ${message}`);
  check(
    numbers.some((number) => number >= size && number <= size + 1_000),
    `The message should name the size, ${size} or a little more: ${message}`,
  );
};

const illegalSubjects: readonly string[] = [
  '',
  '.',
  'a..b',
  '.a',
  'a.',
  'a b',
  'a\tb',
  'a\r\nb',
  'a\0b',
  'a\u007fb',
  'ä',
  'a\ud800',
  'a.*',
  '*.a',
  'a.>',
  'a.b*',
];

const illegalHeaders: readonly HeaderEntry[] = [
  ['', 'empty name'],
  ['a b', 'space'],
  ['a:b', 'colon'],
  ['a\r\nb', 'line break'],
  ['ä', 'not ASCII'],
  ['a\0', 'NUL'],
  ['a', 'line\r\nbreak'],
  ['a', 'line\nfeed'],
  ['a', 'carriage\rreturn'],
  ['a', 'NUL\0'],
];

const publishTo = (context: ConformanceContext, subject: string): Promise<unknown> =>
  context.transport.publish(outgoing(subject, 'body'), { messageId: uniqueName() });

/** What a publish refuses before anything is stored. */
export const refusalRequirements: readonly Requirement[] = [
  {
    id: 'refusal.no-stream',
    behaviour:
      'A subject that no stream takes fails with stream_not_found, naming the subject and with a hint.',
    needs: [],
    async verify(context) {
      const subject = `${uniqueName()}.nowhere`;
      const error = await fails('stream_not_found', 'A publish that no stream takes', () =>
        publishTo(context, subject),
      );
      check(
        error.message.includes(subject),
        `The message should name ${subject}: ${error.message}`,
      );
      check(error.hint !== '', 'The error should carry a hint, but has none.');
    },
  },
  {
    id: 'refusal.subject',
    behaviour: 'An illegal subject is refused with invalid_subject, and nothing is stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      for (const tail of illegalSubjects) {
        const subject = stream.subject(tail);
        await refuses(stream, 'invalid_subject', `the subject ${JSON.stringify(subject)}`, () =>
          publishTo(context, subject),
        );
      }
      await refuses(stream, 'invalid_subject', 'a subject of 5,000 characters', () =>
        publishTo(context, stream.subject('a'.repeat(5_000))),
      );
    },
  },
  {
    id: 'refusal.header',
    behaviour: 'An illegal header is refused with invalid_header, and nothing is stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      for (const header of illegalHeaders) {
        await refuses(stream, 'invalid_header', `the header ${JSON.stringify(header)}`, () =>
          stream.publish('a', 'body', { headers: [['Fine', 'yes'], header] }),
        );
      }
    },
  },
  {
    id: 'refusal.options',
    behaviour: 'An illegal message id or expected sequence is refused, and nothing is stored.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const options: readonly TestPublishOptions[] = [
        { messageId: '' },
        { messageId: 'line\r\nbreak' },
        { expectedSubjectSequence: -1 },
        { expectedSubjectSequence: 0.5 },
        { expectedSubjectSequence: Number.NaN },
      ];
      for (const option of options) {
        const what = `the options ${JSON.stringify(option)}`;
        await refuses(stream, ['invalid_argument', 'invalid_header'], what, () =>
          stream.publish('a', 'body', option),
        );
      }
    },
  },
  {
    id: 'refusal.message-size',
    behaviour:
      "A message over the stream's maxMessageSize is refused with message_too_large, with size and limit.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessageSize: 2_000 });
      await stream.publish('a', new Uint8Array(1_500));
      const message = await refuses(stream, 'message_too_large', 'a body of 2,100 bytes', () =>
        stream.publish('a', new Uint8Array(2_100)),
      );
      expectNumbers(message, 2_100, 2_000);
    },
  },
  {
    id: 'refusal.headers-count',
    behaviour: 'Headers count towards maxMessageSize, the message id among them.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxMessageSize: 2_000 });
      const long = 'x'.repeat(1_500);
      await stream.publish('a', 'body', { headers: [['Long', long]] });
      await refuses(stream, 'message_too_large', 'a header of 1,500 with a body of 600 bytes', () =>
        stream.publish('a', new Uint8Array(600), { headers: [['Long', long]] }),
      );
      await refuses(
        stream,
        'message_too_large',
        'a body of 1,900 with a message id of 100 bytes',
        () => stream.publish('a', new Uint8Array(1_900), { messageId: 'i'.repeat(100) }),
      );
    },
  },
  {
    id: 'refusal.larger-than-stream',
    behaviour:
      "A message over the stream's maxBytes is refused with message_too_large, and evicts nothing.",
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream({ maxBytes: 4_000 });
      await stream.publish('a', 'stays');
      const message = await refuses(stream, 'message_too_large', 'a body of 4,500 bytes', () =>
        stream.publish('a', new Uint8Array(4_500)),
      );
      expectNumbers(message, 4_500, 4_000);
      equal((await stream.info()).state.messages, 1, 'The number of messages left');
    },
  },
];
