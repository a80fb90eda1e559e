import type { HeadRow, StreamRow, Totals } from '../engine/rows.ts';
import { findFirst } from './find-first.ts';

/** A message with its body. */
export interface MessageRow extends HeadRow {
  readonly body: Uint8Array;
}

/** What memory holds of one stream, in the order of the sequences. */
export interface MemoryStream {
  readonly row: StreamRow;
  readonly messages: MessageRow[];
  readonly subjects: Map<string, MessageRow[]>;
  /** In the order of their times. */
  readonly ids: Map<string, { readonly sequence: number; readonly time: number }>;
}

/** Where a sequence is, or would be. */
export const indexOf = (messages: readonly HeadRow[], sequence: number): number =>
  findFirst(messages, (message) => message.sequence >= sequence);

/** Adds the newest message. */
export const append = ({ messages, subjects }: MemoryStream, message: MessageRow): void => {
  messages.push(message);
  const same = subjects.get(message.subject);
  if (same === undefined) subjects.set(message.subject, [message]);
  else same.push(message);
};

/** Removes some messages that follow each other. */
export const remove = (
  { messages, subjects }: MemoryStream,
  start: number,
  count: number,
): Totals => {
  let bytes = 0;
  const removed = messages.splice(start, count);
  for (const message of removed) {
    bytes += message.bytes;
    const same = subjects.get(message.subject) ?? [];
    same.splice(indexOf(same, message.sequence), 1);
    if (same.length === 0) subjects.delete(message.subject);
  }
  return { messages: removed.length, bytes };
};
