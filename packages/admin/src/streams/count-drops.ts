import type { CallOptions, StreamInfo, StreamLimits, Transport } from '@agog/deliverables-core';
import { messageSize } from '@agog/deliverables-core/transport';

/** How many messages a stream would lose at once under new limits. */
export const countDrops = async (
  transport: Transport,
  { config, state }: StreamInfo,
  limits: Pick<StreamLimits, 'maxMessages' | 'maxBytes' | 'maxAge'>,
  options?: CallOptions,
): Promise<number> => {
  const { messages, bytes } = state;
  const tooMany = Math.max(messages - (limits.maxMessages ?? messages), 0);
  const isOlder = isLower(limits.maxAge, config.maxAge);
  const isLarger = bytes > (limits.maxBytes ?? bytes);
  if (messages === 0 || (!isOlder && !isLarger)) return tooMany;

  // A store's clock may go before this one: nothing in it is newer than its own newest message.
  const now = Math.max(Date.now(), state.lastTime?.getTime() ?? 0);
  const oldest = isOlder ? now - (limits.maxAge ?? 0) : 0;
  const sizes: number[] = [];
  let tooOld = 0;
  const everything = { stream: config.name, select: 'all' } as const;
  for await (const head of transport.readHeads(everything, options)) {
    if (head.time.getTime() < oldest) tooOld += 1;
    else if (!isLarger) break;
    const headers = messageSize({ headers: [...head.headers], body: noBody });
    sizes.push(head.subject.length + headers + head.size);
  }
  const tooLarge = isLarger ? oldestBeyond(sizes, bytes, limits.maxBytes ?? bytes) : 0;
  return Math.max(tooMany, tooOld, tooLarge);
};

const noBody = new Uint8Array();

const isLower = (limit: number | null, before: number | null): boolean =>
  limit !== null && limit < (before ?? Number.POSITIVE_INFINITY);

/** How many of the oldest must go. What a store keeps beside a message's own bytes is alike for all. */
const oldestBeyond = (sizes: readonly number[], bytes: number, limit: number): number => {
  const content = sizes.reduce((sum, size) => sum + size, 0);
  const beside = Math.max(bytes - content, 0) / sizes.length;
  let left = bytes;
  let count = 0;
  for (const size of sizes) {
    if (left <= limit) break;
    left -= size + beside;
    count += 1;
  }
  return count;
};
