import type { HeaderEntry, MessageHeaders } from '@agog/deliverables-core';
import type { NatsHeaders } from '../connection/nats-connection.ts';

/** What a server adds to a message that it answers a direct get with, each behind those of the name that were stored. */
export const addedByDirectGet: ReadonlySet<string> = new Set([
  'Nats-Stream',
  'Nats-Subject',
  'Nats-Sequence',
  'Nats-Time-Stamp',
  'Nats-Num-Pending',
  'Nats-Last-Sequence',
  'Nats-UpTo-Sequence',
]);

/** What a server adds to a delivery without body. */
export const addedToHeads: ReadonlySet<string> = new Set(['Nats-Msg-Size']);

/** What this adapter adds on the way in, and a publisher beside it may: conditions of one publish, no part of a message. */
const isCondition = (name: string): boolean => name.startsWith('Nats-Expected-');

/** Headers by name, each with its values, in the order of the message. */
type Grouped = ReadonlyMap<string, readonly string[]>;

const createHeaders = (read: () => Grouped): MessageHeaders => {
  let grouped: Grouped | undefined;
  const all = (): Grouped => {
    grouped ??= read();
    return grouped;
  };
  return {
    get: (name) => all().get(name)?.[0],
    *[Symbol.iterator](): Generator<HeaderEntry, void> {
      for (const [name, values] of all()) for (const value of values) yield [name, value];
    },
  };
};

/** The stored headers of a received message, read when they are first looked at: without those that the server added. */
export const readHeaders = (
  headers: NatsHeaders | undefined,
  addedByServer: ReadonlySet<string> = new Set(),
): MessageHeaders =>
  createHeaders(() => {
    const grouped = new Map<string, readonly string[]>();
    for (const [name, values] of headers ?? []) {
      if (isCondition(name)) continue;
      const own = addedByServer.has(name) ? values.slice(0, -1) : values;
      if (own.length > 0) grouped.set(name, own);
    }
    return grouped;
  });

/** The headers of a stored message in the form in which the stream's leader answers them: the block as it was sent. */
export const parseHeaderBlock = (block: string): MessageHeaders =>
  createHeaders(() => {
    const grouped = new Map<string, string[]>();
    for (const line of block.split('\r\n').slice(1)) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      if (colon < 1 || isCondition(name)) continue;
      const value = line.slice(colon + 1).trim();
      const known = grouped.get(name);
      if (known) known.push(value);
      else grouped.set(name, [value]);
    }
    return grouped;
  });
