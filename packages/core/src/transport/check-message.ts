import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import { checkSubject } from '../subject/filter.ts';
import { checkHeader, isHeaderValue } from './check-header.ts';
import type { OutgoingMessage, PublishOptions } from './transport.ts';

/**
 * Checks a message before it is sent: the subject has no wildcard, no empty token and only visible ASCII, and every
 * header is legal. For adapters; the limits of sizes are the stream's.
 *
 * @throws DeliverablesError `invalid_subject`, `invalid_header`, `invalid_argument` for what is no message at all
 */
export const checkMessage = (message: OutgoingMessage): void => {
  const { subject, headers, body } = Object(message) as OutgoingMessage;
  checkSubject(subject);
  checkArgument(Array.isArray(headers), 'headers', headers, 'a list of names with values');
  for (const entry of headers) {
    checkArgument(Array.isArray(entry), 'a header', entry, 'a name and a value');
    checkHeader(entry[0], entry[1]);
  }
  // By its tag: other realms have classes of their own.
  const tag: unknown = Object(body)[Symbol.toStringTag];
  checkArgument(tag === 'Uint8Array', 'body', body, 'a Uint8Array');
};

/**
 * {@link checkMessage}, and the options of a publish: the message id is a header's value and not empty, the expected
 * sequence a whole number from 0.
 *
 * @throws DeliverablesError `invalid_subject`, `invalid_header`, `invalid_argument`
 */
export const checkPublish = (message: OutgoingMessage, options: PublishOptions): void => {
  checkMessage(message);
  // The cast: whatever it is, it has these properties, or lacks them.
  const { messageId, expectedSubjectSequence } = Object(options) as PublishOptions;
  const legal = messageId !== '' && isHeaderValue(messageId);
  checkArgument(legal, 'messageId', messageId, 'visible ASCII, such as createMessageId() makes');
  checkWholeNumber('expectedSubjectSequence', expectedSubjectSequence, 0);
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
