import type { OutgoingMessage } from '@agog/deliverables-core';
import { fail, messageSize } from '@agog/deliverables-core/transport';
import { evict, isOver } from './evict.ts';
import type { MessageRow, Rows, StreamRows } from './rows.ts';

/** What a message on its way into a stream measures, and its time there; refuses one that the stream cannot keep. */
export const measure = (
  rows: Rows,
  target: StreamRows,
  message: OutgoingMessage,
): Pick<MessageRow, 'time' | 'size' | 'bytes'> => {
  const size = messageSize(message);
  const bytes = message.subject.length + size;
  checkSize(target, size, target.config.maxMessageSize);
  // Else it would be stored, acknowledged and evicted at once.
  checkSize(target, bytes, target.config.maxBytes);
  // A stream's time never goes back, so that expiry is a matter of sequences.
  const time = Math.max(rows.now(), target.lastTime);
  return { time, size: message.body.length, bytes };
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

/** Stores a message as the last one, as the limits permit. False where others need a turn before there is room. */
export const append = (
  rows: Rows,
  target: StreamRows,
  message: MessageRow,
  messageId: string | undefined,
): boolean => {
  const { config, messages, bytes } = target;
  const { name: stream } = config;
  if (config.discard === 'new' && isOver(config, messages + 1, bytes + message.bytes)) {
    fail('stream_full', `The stream ${stream} is full.`, 'Purge it, or raise its limits.', {
      stream,
      messages,
      bytes,
    });
  }
  if (!evict(target, rows.latest(), 1, message.bytes)) return false;
  target.insert(message, messageId);
  return true;
};
