import type { HeadRow, Rows, StreamRow, Totals } from './rows.ts';
import { expiryOf, oldestOf } from './visible.ts';

/** Removes what has expired. The caller saves the stream. */
export const evictExpired = (rows: Rows, stream: StreamRow, now: number): void => {
  const expiry = expiryOf(stream, now);
  const oldest = oldestOf(rows, stream);
  if (oldest === undefined || oldest.time > expiry) return;
  const first = rows.firstAfter(stream.id, expiry) ?? stream.lastSequence + 1;
  removeThrough(rows, stream, first - 1);
};

/** Removes the oldest until the limits leave room for what is to come. The caller saves the stream. */
export const evictOldest = (rows: Rows, stream: StreamRow, room: Totals): void => {
  while (stream.messages > 0 && isOver(stream, room)) {
    const oldest = oldestOf(rows, stream);
    if (oldest === undefined) return;
    removeMessage(rows, stream, oldest);
  }
};

/** Whether the limits are passed with `room` more. */
export const isOver = (stream: StreamRow, room: Totals): boolean => {
  const { maxMessages, maxBytes } = stream.config;
  return (
    (maxMessages !== null && stream.messages + room.messages > maxMessages) ||
    (maxBytes !== null && stream.bytes + room.bytes > maxBytes)
  );
};

/** Removes everything up to and with a sequence. The caller saves the stream. */
export const removeThrough = (rows: Rows, stream: StreamRow, sequence: number): Totals => {
  const removed = rows.deleteThrough(stream.id, sequence);
  subtract(stream, removed);
  return removed;
};

/** Removes one message. The caller saves the stream. */
export const removeMessage = (rows: Rows, stream: StreamRow, head: HeadRow): void => {
  rows.deleteMessage(stream.id, head.sequence);
  subtract(stream, { messages: 1, bytes: head.bytes });
};

const subtract = (stream: StreamRow, removed: Totals): void => {
  stream.messages -= removed.messages;
  stream.bytes -= removed.bytes;
};
