import {
  DeliverablesError,
  type ErrorCode,
  type OutgoingMessage,
  type PublishOptions,
  type PublishReceipt,
} from '@agog/deliverables-core';
import { equalBytes, messageSize } from '@agog/deliverables-core/transport';
import { evict, isOver } from './evict.ts';
import type { Rows, Totals } from './rows.ts';
import { headAt, requireStreamFor, type Stream } from './stream.ts';
import { totalsOf } from './totals.ts';

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
): PublishReceipt => {
  const { subject, headers, body } = message;
  const stream = requireStreamFor(rows, subject);
  const { id, config } = stream;
  // A stream's time never goes back, so that expiry is a matter of sequences.
  const time = Math.max(rows.now(), stream.lastTime);
  const idsSince = time - config.duplicateWindow + 1;
  const bytes = subject.length + messageSize(message);
  checkSize(stream, messageSize(message), config.maxMessageSize);
  // Else it would be stored, acknowledged and evicted at once.
  checkSize(stream, bytes, config.maxBytes);

  const known = rows.sequenceOf(id, messageId, idsSince);
  if (known !== null) {
    checkRepeat(rows, stream, message, known);
    return { stream: config.name, sequence: known, duplicate: true };
  }
  if (expected !== undefined) checkExpected(rows, stream, subject, expected);
  const room = { messages: 1, bytes };
  if (config.discard === 'new') checkRoom(rows, stream, room);

  evict(rows, stream, room);
  const sequence = stream.lastSequence + 1;
  rows.insertMessage(id, { sequence, subject, time, headers, size: body.length, bytes }, body);
  rows.forgetIds(id, idsSince);
  if (config.duplicateWindow > 0) rows.rememberId(id, messageId, sequence, time);
  stream.lastSequence = sequence;
  stream.lastTime = time;
  stream.messages++;
  stream.bytes += bytes;
  rows.saveStream(stream);
  return { stream: config.name, sequence, duplicate: false };
};

const checkSize = ({ config }: Stream, size: number, limit: number | null): void => {
  if (limit === null || size <= limit) return;
  throw refusal(
    'message_too_large',
    `The message has ${size} bytes with its headers; the stream ${config.name} takes ${limit}.`,
    'Shorten or compress it, or raise the limit of the stream.',
    { stream: config.name, size, limit },
  );
};

const checkRepeat = (
  rows: Rows,
  stream: Stream,
  { subject, body }: OutgoingMessage,
  sequence: number,
): void => {
  const head = headAt(rows, stream, sequence);
  if (head?.subject === subject && equalBytes(rows.body(stream.id, sequence), body)) return;
  throw refusal(
    'message_id_conflict',
    `The message id was used before, for ${head ? 'another message' : 'a message since removed'} with the sequence ${sequence}.`,
    'Use a new id for every publish, and the same only for its own retries.',
    { stream: stream.config.name, sequence },
  );
};

const checkExpected = (rows: Rows, stream: Stream, subject: string, expected: number): void => {
  const last = rows.lastOn(stream.id, subject, stream.lastSequence);
  const actual = last < stream.first ? 0 : last;
  if (actual === expected) return;
  throw refusal(
    'sequence_conflict',
    `The newest message on ${subject} has the sequence ${actual}, not ${expected}.`,
    'Read it, decide again, and expect its sequence.',
    { subject, expected, actual },
  );
};

const checkRoom = (rows: Rows, stream: Stream, room: Totals): void => {
  const { config } = stream;
  const totals = totalsOf(rows, stream);
  if (!isOver(config, totals, room)) return;
  const { messages, bytes } = totals;
  throw refusal(
    'stream_full',
    `The stream ${config.name} is full, with ${messages} messages and ${bytes} bytes.`,
    'Purge it, raise its limits, or wait until messages are removed.',
    { stream: config.name, messages, bytes, size: room.bytes },
  );
};

const refusal = (
  code: ErrorCode,
  message: string,
  hint: string,
  details: Record<string, unknown>,
) => new DeliverablesError({ code, message, hint, details });
