import type { StreamConfig } from '@agog/deliverables-core';
import type { HeadRow, Rows, Totals } from './rows.ts';
import type { Stream } from './stream.ts';

/** No room is needed. */
export const nothing: Totals = { messages: 0, bytes: 0 };

/** Whether limits are passed with `room` more. */
export const isOver = (
  { maxMessages, maxBytes }: StreamConfig,
  { messages, bytes }: Totals,
  room: Totals,
): boolean =>
  (maxMessages !== null && messages + room.messages > maxMessages) ||
  (maxBytes !== null && bytes + room.bytes > maxBytes);

/** Removes what has expired, and the oldest until the limits leave room for what is to come. The caller saves the stream. */
export const evict = (rows: Rows, stream: Stream, room: Totals): void => {
  if (stream.expired) removeThrough(rows, stream, stream.first - 1);
  const range = { subject: null, from: stream.first, to: stream.lastSequence, limit: 1 };
  while (isOver(stream.config, stream, room)) {
    const oldest = rows.heads(stream.id, range)[0];
    if (oldest === undefined) return;
    remove(rows, stream, oldest);
  }
};

/** Removes everything up to and with a sequence. The caller saves the stream. */
export const removeThrough = (rows: Rows, stream: Stream, sequence: number): Totals => {
  const removed = rows.deleteThrough(stream.id, sequence);
  stream.messages -= removed.messages;
  stream.bytes -= removed.bytes;
  return removed;
};

/** Removes one message. The caller saves the stream. */
export const remove = (rows: Rows, stream: Stream, { sequence, bytes }: HeadRow): void => {
  rows.deleteMessage(stream.id, sequence);
  stream.messages--;
  stream.bytes -= bytes;
};
