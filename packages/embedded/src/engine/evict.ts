import type { StreamConfig } from '@agog/deliverables-core';
import { longestLook } from './find-next.ts';
import type { StreamRows } from './rows.ts';

/** What was stored at this time, or before it, has expired when the store's clock has shown `latest`. */
export const expiryOf = (
  { config, lastTime }: Pick<StreamRows, 'config' | 'lastTime'>,
  latest: number,
): number => Math.max(latest, lastTime) - (config.maxAge ?? Number.POSITIVE_INFINITY);

/** Whether so much is more than a stream keeps. */
export const isOver = (config: StreamConfig, messages: number, bytes: number): boolean =>
  messages > (config.maxMessages ?? Number.POSITIVE_INFINITY) ||
  bytes > (config.maxBytes ?? Number.POSITIVE_INFINITY);

/**
 * Removes what has expired, and the oldest until the limits leave room for what is to come, but no more than can be done
 * at once. Answers whether that was all.
 */
export const evict = (
  stream: StreamRows,
  latest: number,
  moreMessages = 0,
  moreBytes = 0,
): boolean => {
  const expiry = expiryOf(stream, latest);
  let messages = stream.messages + moreMessages;
  let bytes = stream.bytes + moreBytes;
  let count = 0;
  let last = 0;
  for (const oldest of stream.list({})) {
    if (oldest.time > expiry && !isOver(stream.config, messages, bytes)) break;
    if (++count > longestLook) break;
    last = oldest.sequence;
    messages--;
    bytes -= oldest.bytes;
  }
  if (last > 0) stream.remove({ to: last });
  return count <= longestLook;
};
