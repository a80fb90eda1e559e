import type { StreamState } from '@agog/deliverables-core';
import type { HeadRow, Rows, StreamRow } from './rows.ts';

/** The oldest message in the store, expired or not. */
export const oldestOf = (rows: Rows, stream: StreamRow): HeadRow | undefined =>
  rows.heads(stream.id, { subject: null, from: 1, to: stream.lastSequence, limit: 1 })[0];

/** Messages stored at or before this time are expired. */
export const expiryOf = (stream: StreamRow, now: number): number =>
  stream.config.maxAge === null ? Number.NEGATIVE_INFINITY : now - stream.config.maxAge;

/** The first sequence that has not expired: times rise with the sequences, so everything before it has. */
export const visibleFrom = (rows: Rows, stream: StreamRow, now: number): number => {
  const expiry = expiryOf(stream, now);
  const oldest = oldestOf(rows, stream);
  if (oldest === undefined) return stream.lastSequence + 1;
  if (oldest.time > expiry) return oldest.sequence;
  return rows.firstAfter(stream.id, expiry) ?? stream.lastSequence + 1;
};

/** One message, if it is there and has not expired. */
export const headAt = (
  rows: Rows,
  stream: StreamRow,
  sequence: number,
  now: number,
): HeadRow | null => {
  const range = { subject: null, from: sequence, to: sequence, limit: 1 };
  const head = rows.heads(stream.id, range)[0];
  return head !== undefined && head.time > expiryOf(stream, now) ? head : null;
};

/** The figures of a stream, expired messages left out. */
export const stateOf = (rows: Rows, stream: StreamRow, now: number): StreamState => {
  const from = visibleFrom(rows, stream, now);
  const first = headAt(rows, stream, from, now);
  const expired = first?.sequence !== oldestOf(rows, stream)?.sequence;
  const { messages, bytes } = expired ? rows.totals(stream.id, from) : stream;
  return {
    messages,
    bytes,
    firstSequence: from,
    lastSequence: stream.lastSequence,
    firstTime: first === null ? null : new Date(first.time),
    lastTime: stream.lastSequence === 0 ? null : new Date(stream.lastTime),
    consumers: rows.consumers(stream.id).length,
  };
};
