import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import type { HeadRow, Rows, StreamRow } from './rows.ts';

/** A head as it is handed out. */
export const toHead = (
  { config }: StreamRow,
  { subject, sequence, time, headers, size }: HeadRow,
): MessageHead => ({
  stream: config.name,
  subject,
  sequence,
  time: new Date(time),
  headers: {
    get: (name) => headers.find((entry) => entry[0] === name)?.[1],
    [Symbol.iterator]: () => headers.values(),
  },
  size,
});

/** A message as it is handed out. */
export const toMessage = (rows: Rows, stream: StreamRow, head: HeadRow): StoredMessage => ({
  ...toHead(stream, head),
  body: rows.body(stream.id, head.sequence),
});
