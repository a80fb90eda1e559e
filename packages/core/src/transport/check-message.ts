import { checkArgument } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { checkSubject } from '../subject/filter.ts';
import { quote } from '../subject/quote.ts';
import type { OutgoingMessage, PublishOptions } from './transport.ts';

/** Readers trim values, so that a space counts at neither end. */
const isHeaderValue = (value: unknown): boolean =>
  typeof value === 'string' && /^[ -~]*$/.test(value) && value.trim() === value;

/**
 * Checks one header. Names are visible ASCII without colon; values are ASCII without control characters and without a
 * space at either end.
 *
 * @throws DeliverablesError `invalid_header`
 */
export const checkHeader = (name: string, value: string): void => {
  if (typeof name === 'string' && /^[!-9;-~]+$/.test(name) && isHeaderValue(value)) return;
  throw new DeliverablesError({
    code: 'invalid_header',
    message: `${quote(name)} with the value ${quote(value)} is no header.`,
    hint: 'A name is visible ASCII without colon, a value ASCII without line breaks or outer spaces: percent-encode it.',
  });
};

/**
 * Checks a message before it is sent: the subject has no wildcard, no empty token and only visible ASCII, and every
 * header is legal. For adapters; the limits of sizes are the stream's.
 *
 * @throws DeliverablesError `invalid_subject`, `invalid_header`
 */
export const checkMessage = (message: OutgoingMessage): void => {
  checkSubject(message.subject);
  for (const [name, value] of message.headers) checkHeader(name, value);
};

/**
 * {@link checkMessage}, and the options of a publish: the message id is a header's value and not empty, the expected
 * sequence a whole number from 0.
 *
 * @throws DeliverablesError `invalid_subject`, `invalid_header`, `invalid_argument`
 */
export const checkPublish = (message: OutgoingMessage, options: PublishOptions): void => {
  checkMessage(message);
  const { messageId, expectedSubjectSequence } = options;
  checkArgument(
    messageId !== '' && isHeaderValue(messageId),
    'messageId',
    messageId,
    'visible ASCII, such as createMessageId() makes',
  );
  checkArgument(
    expectedSubjectSequence === undefined ||
      (Number.isSafeInteger(expectedSubjectSequence) && expectedSubjectSequence >= 0),
    'expectedSubjectSequence',
    expectedSubjectSequence,
    'a sequence, or 0 where there is no message yet',
  );
};

/**
 * What a checked message counts against a stream's largest message size, in bytes: its body, and its headers as the
 * block that NATS makes of them.
 */
export const messageSize = ({
  headers,
  body,
}: Pick<OutgoingMessage, 'headers' | 'body'>): number => {
  let size = headers.length && 'NATS/1.0\r\n\r\n'.length;
  for (const [name, value] of headers) size += name.length + value.length + ': \r\n'.length;
  return size + body.length;
};
