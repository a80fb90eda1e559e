import type { OutgoingMessage, PublishOptions, PublishReceipt } from '@agog/deliverables-core';
import { equalBytes, fail, messageSize } from '@agog/deliverables-core/transport';
import { again } from './engine.ts';
import { evict, isOver } from './evict.ts';
import type { Rows, StreamRows } from './rows.ts';
import { messageAt, requireStreamFor } from './stream.ts';

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
): PublishReceipt | typeof again => {
  const { subject, body } = message;
  const target = requireStreamFor(rows, subject);
  const { name: stream } = target.config;
  // A stream's time never goes back, so that expiry is a matter of sequences.
  const time = Math.max(rows.now(), target.lastTime);
  const size = messageSize(message);
  const bytes = subject.length + size;
  checkSize(target, size, target.config.maxMessageSize);
  // Else it would be stored, acknowledged and evicted at once.
  checkSize(target, bytes, target.config.maxBytes);

  const known = target.sequenceOf(messageId, time);
  if (known !== undefined) {
    checkRepeat(target, message, known);
    return { stream, sequence: known, duplicate: true };
  }
  const actual = expected === undefined ? expected : target.newestOn(subject);
  if (actual !== expected) {
    fail(
      'sequence_conflict',
      `The newest message on ${subject} has the sequence ${actual}, not ${expected}.`,
      'Read it, and decide again.',
      { subject, expected, actual },
    );
  }
  const isFull = isOver(target.config, target.messages + 1, target.bytes + bytes);
  if (target.config.discard === 'new' && isFull) {
    fail('stream_full', `The stream ${stream} is full.`, 'Purge it, or raise its limits.', {
      stream,
      messages: target.messages,
      bytes: target.bytes,
    });
  }

  if (!evict(target, rows.latest(), 1, bytes)) return again;
  const sequence = target.lastSequence + 1;
  target.insert({ ...message, sequence, time, size: body.length, bytes }, messageId);
  return { stream, sequence, duplicate: false };
};

const checkSize = ({ config }: StreamRows, size: number, limit: number | null): void => {
  if (limit === null || size <= limit) return;
  fail(
    'message_too_large',
    `The message has ${size} bytes with its headers; the stream ${config.name} takes ${limit}.`,
    'Shorten it, or raise the limit of the stream.',
    { stream: config.name, size, limit },
  );
};

const checkRepeat = (
  stream: StreamRows,
  { subject, body }: OutgoingMessage,
  sequence: number,
): void => {
  const stored = messageAt(stream, sequence);
  if (stored?.subject === subject && equalBytes(stored.body, body)) return;
  fail(
    'message_id_conflict',
    `The message id was used before, for ${stored ? 'another' : 'a removed'} message with the sequence ${sequence}.`,
    'Use a new id for every message, and the same only to try again.',
    { stream: stream.config.name, sequence },
  );
};
