import type { OutgoingMessage, PublishOptions, PublishReceipt } from '@agog/deliverables-core';
import { equalBytes, fail } from '@agog/deliverables-core/transport';
import { append, measure } from './append.ts';
import { again } from './engine.ts';
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
  const { subject } = message;
  const target = requireStreamFor(rows, subject);
  const { name: stream } = target.config;
  const measured = measure(rows, target, message);
  const known = target.sequenceOf(messageId, measured.time);
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
  const sequence = target.lastSequence + 1;
  const isStored = append(rows, target, { ...message, ...measured, sequence }, messageId);
  return isStored ? { stream, sequence, duplicate: false } : again;
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
