import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import type { MessageRow, StreamRows } from './rows.ts';

/** A head as it is handed out. */
export const toHead = (
  { config }: StreamRows,
  { subject, sequence, time, headers, size }: MessageRow,
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
export const toMessage = (stream: StreamRows, message: MessageRow): StoredMessage => ({
  ...toHead(stream, message),
  body: new Uint8Array(message.body),
});
