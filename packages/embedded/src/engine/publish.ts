import {
  DeliverablesError,
  equalBytes,
  messageSize,
  type OutgoingMessage,
  type PublishOptions,
  type PublishReceipt,
} from '@agog/deliverables-core';
import { evictExpired, evictOldest, isOver } from './evict.ts';
import { requireStreamFor } from './find-stream.ts';
import type { HeadRow, Rows, StreamRow } from './rows.ts';
import { headAt } from './visible.ts';

/**
 * Stores one checked message, whose headers hold its id.
 *
 * A repeated message id is looked up before the expected sequence: a retry of a publish that did arrive then gets its
 * receipt, and not a conflict with itself.
 */
export const publish = (
  rows: Rows,
  message: OutgoingMessage,
  { messageId, expectedSubjectSequence: expected }: PublishOptions,
  clock: number,
): PublishReceipt => {
  const { subject, headers, body } = message;
  const stream = requireStreamFor(rows, subject);
  const { config, id } = stream;
  const bytes = subject.length + messageSize(message);
  checkSize(stream, messageSize(message), bytes);
  // A stream's time never goes back, so that expiry is a matter of sequences.
  const now = Math.max(clock, stream.lastTime);

  const known = rows.sequenceOf(id, messageId, now - config.duplicateWindow + 1);
  if (known !== null) {
    checkRepeat(rows, stream, headAt(rows, stream, known, now), message, messageId);
    return { stream: config.name, sequence: known, duplicate: true };
  }
  if (expected !== undefined) checkExpected(rows, stream, subject, expected, now);

  evictExpired(rows, stream, now);
  const room = { messages: 1, bytes };
  if (config.discard === 'new' && isOver(stream, room)) throw full(stream, bytes);
  evictOldest(rows, stream, room);
  const sequence = stream.lastSequence + 1;
  const head = { sequence, subject, time: now, headers, size: body.length, bytes };
  rows.insertMessage(id, head, body);
  rows.forgetIds(id, now - config.duplicateWindow + 1);
  if (config.duplicateWindow > 0) rows.rememberId(id, messageId, sequence, now);
  stream.lastSequence = sequence;
  stream.lastTime = now;
  stream.messages++;
  stream.bytes += bytes;
  rows.saveStream(stream);
  return { stream: config.name, sequence, duplicate: false };
};

/** A message that could never stay is refused: the stream would evict it at once. */
const checkSize = ({ config }: StreamRow, size: number, bytes: number): void => {
  const { name, maxMessageSize, maxBytes } = config;
  if (maxMessageSize !== null && size > maxMessageSize) throw tooLarge(name, size, maxMessageSize);
  if (maxBytes !== null && bytes > maxBytes) throw tooLarge(name, bytes, maxBytes);
};

const tooLarge = (stream: string, size: number, limit: number) =>
  new DeliverablesError({
    code: 'message_too_large',
    message: `The message has ${size} bytes with its headers; the stream ${stream} takes ${limit} at most.`,
    hint: 'Shorten or compress it, or raise the limit of the stream.',
    details: { stream, size, limit },
  });

const checkRepeat = (
  rows: Rows,
  stream: StreamRow,
  head: HeadRow | null,
  { subject, body }: OutgoingMessage,
  messageId: string,
): void => {
  const same = head?.subject === subject && equalBytes(rows.body(stream.id, head.sequence), body);
  if (same) return;
  throw new DeliverablesError({
    code: 'message_id_conflict',
    message: `The message id ${messageId} was used before in the stream ${stream.config.name}, for ${head === null ? 'a message since removed' : 'another message'}.`,
    hint: 'Use a new id for every publish, and the same id only for its own retries.',
    details: { stream: stream.config.name, messageId },
  });
};

const checkExpected = (
  rows: Rows,
  stream: StreamRow,
  subject: string,
  expected: number,
  now: number,
): void => {
  const last = rows.lastOn(stream.id, subject, stream.lastSequence);
  const actual = last > 0 && headAt(rows, stream, last, now) !== null ? last : 0;
  if (actual === expected) return;
  throw new DeliverablesError({
    code: 'sequence_conflict',
    message: `The newest message on ${subject} has the sequence ${actual}, not ${expected}.`,
    hint: 'Read the newest message, decide again, and expect its sequence.',
    details: { stream: stream.config.name, subject, expected, actual },
  });
};

const full = ({ config, messages, bytes }: StreamRow, size: number) =>
  new DeliverablesError({
    code: 'stream_full',
    message: `The stream ${config.name} is full: it holds ${messages} messages and ${bytes} bytes, and may hold ${config.maxMessages ?? 'any number'} and ${config.maxBytes ?? 'any number'}.`,
    hint: 'Purge it, raise its limits, or wait until messages expire or are acknowledged.',
    details: { stream: config.name, messages, bytes, size },
  });
