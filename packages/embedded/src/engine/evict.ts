import type { StreamRows } from './rows.ts';

/** Whether limits would be passed with so many messages and bytes more. */
export const isOver = (
  { config, messages, bytes }: StreamRows,
  moreMessages: number,
  moreBytes: number,
): boolean =>
  messages + moreMessages > (config.maxMessages ?? Number.POSITIVE_INFINITY) ||
  bytes + moreBytes > (config.maxBytes ?? Number.POSITIVE_INFINITY);

/** Removes what is too old at a time, and the oldest until the limits leave room for what is to come. */
export const evict = (stream: StreamRows, time: number, moreMessages = 0, moreBytes = 0): void => {
  const expiry = time - (stream.config.maxAge ?? Number.POSITIVE_INFINITY);
  for (;;) {
    const [oldest] = stream.list({});
    if (!oldest || (oldest.time > expiry && !isOver(stream, moreMessages, moreBytes))) return;
    stream.remove(oldest.sequence);
  }
};
