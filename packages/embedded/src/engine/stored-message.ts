import type {
  HeaderEntry,
  MessageHead,
  MessageHeaders,
  StoredMessage,
} from '@agog/deliverables-core';
import type { HeadRow, Rows, StreamRow } from './rows.ts';

const createHeaders = (entries: readonly HeaderEntry[]): MessageHeaders => ({
  get: (name) => entries.find((entry) => entry[0] === name)?.[1],
  [Symbol.iterator]: () => entries.values(),
});

/** A head as it is handed out. */
export const toHead = (stream: StreamRow, head: HeadRow): MessageHead => ({
  stream: stream.config.name,
  subject: head.subject,
  sequence: head.sequence,
  time: new Date(head.time),
  headers: createHeaders(head.headers),
  size: head.size,
});

/** A message as it is handed out. */
export const toMessage = (rows: Rows, stream: StreamRow, head: HeadRow): StoredMessage => ({
  ...toHead(stream, head),
  body: rows.body(stream.id, head.sequence),
});
