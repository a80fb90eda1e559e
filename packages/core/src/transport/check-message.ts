import { DeliverablesError } from '../errors/deliverables-error.ts';
import { checkSubject } from '../subject/filter.ts';
import { quote } from '../subject/quote.ts';
import type { HeaderEntry, OutgoingMessage, PublishOptions } from './transport.ts';

const isVisible = (code: number): boolean => {
  return code > 32 && code < 127;
};

const isHeaderName = (name: unknown): boolean => {
  if (typeof name !== 'string' || name === '') return false;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (!isVisible(code) || code === 58) return false;
  }
  return true;
};

const isHeaderValue = (value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    // Readers trim values, so a space counts at neither end.
    if (!isVisible(code) && (code !== 32 || index === 0 || index === value.length - 1)) {
      return false;
    }
  }
  return true;
};

/**
 * Checks one header. Names are visible ASCII without colon; values are ASCII without control characters and without a
 * space at either end.
 *
 * @throws DeliverablesError `invalid_header`
 */
export const checkHeader = (name: string, value: string): void => {
  const nameFits = isHeaderName(name);
  if (nameFits && isHeaderValue(value)) return;
  throw new DeliverablesError({
    code: 'invalid_header',
    message: nameFits
      ? `The header ${name} has the illegal value ${quote(value)}.`
      : `${quote(name)} is no header name.`,
    hint: nameFits
      ? 'Values are visible ASCII and inner spaces; percent-encode the rest.'
      : 'Names are visible ASCII without colon.',
    details: { name },
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
  if (messageId === '' || !isHeaderValue(messageId)) {
    throw new DeliverablesError({
      code: 'invalid_argument',
      message: `The message id ${quote(messageId)} must be visible ASCII, at least one character.`,
      hint: 'Use createMessageId() for every publish, and the same id only for its own retries.',
      details: { messageId },
    });
  }
  if (
    expectedSubjectSequence !== undefined &&
    !(Number.isSafeInteger(expectedSubjectSequence) && expectedSubjectSequence >= 0)
  ) {
    throw new DeliverablesError({
      code: 'invalid_argument',
      message: `The expected sequence must be a whole number from 0, not ${expectedSubjectSequence}.`,
      hint: 'Pass the sequence of the newest message on the subject, or 0 where there must be none.',
      details: { expectedSubjectSequence },
    });
  }
};

/** The bytes of a header block as NATS counts them: 0 without headers. */
const headerSize = (headers: readonly HeaderEntry[]): number => {
  if (headers.length === 0) return 0;
  let size = 'NATS/1.0\r\n\r\n'.length;
  for (const [name, value] of headers) size += name.length + value.length + ': \r\n'.length;
  return size;
};

/** What a checked message counts against a stream's largest message size: headers and body, in bytes. */
export const messageSize = (message: Pick<OutgoingMessage, 'headers' | 'body'>): number => {
  return headerSize(message.headers) + message.body.length;
};
