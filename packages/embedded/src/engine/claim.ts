import type { StoredMessage } from '@agog/deliverables-core';
import type { StreamConsumer } from './consumer.ts';
import type { HeadRow, Rows } from './rows.ts';
import { scan } from './scan.ts';
import { toMessage } from './stored-message.ts';
import { headAt } from './visible.ts';

/** A message in the hands of one consumption. Sequence and attempts together name this one delivery. */
export interface Claim {
  readonly message: StoredMessage;
  readonly attempts: number;
}

/** When there is something to deliver: a time at or before `now` means at once, `Infinity` not as things stand. */
export const nextDue = (rows: Rows, { stream, consumer }: StreamConsumer, now: number): number => {
  const due = rows.nextDelivery(consumer.id)?.due ?? Number.POSITIVE_INFINITY;
  if (due <= now) return due;
  return nextNew(rows, { stream, consumer }, now) === null ? due : now;
};

/** Takes the next message for `within` milliseconds: one whose time is up first, then one never delivered. */
export const claim = (
  rows: Rows,
  place: StreamConsumer,
  now: number,
  within: number,
): Claim | null => {
  const { stream, consumer } = place;
  const due = now + within;
  for (;;) {
    const late = rows.nextDelivery(consumer.id);
    if (late === null || late.due > now) break;
    const { sequence } = late;
    const head = headAt(rows, stream, sequence, now);
    if (head === null) {
      rows.deleteDelivery(consumer.id, sequence);
      continue;
    }
    const attempts = late.attempts + 1;
    rows.saveDelivery(consumer.id, { sequence, attempts, due });
    return { message: toMessage(rows, stream, head), attempts };
  }
  const head = nextNew(rows, place, now);
  if (head === null) return null;
  const { sequence } = head;
  rows.savePosition(consumer.id, sequence);
  rows.saveDelivery(consumer.id, { sequence, attempts: 1, due });
  return { message: toMessage(rows, stream, head), attempts: 1 };
};

const nextNew = (rows: Rows, { stream, consumer }: StreamConsumer, now: number): HeadRow | null => {
  const { filters, position, since } = consumer;
  const wanted = { filters, from: position + 1, to: stream.lastSequence, now };
  for (const head of scan(rows, stream, wanted)) if (head.time >= since) return head;
  return null;
};

/** How many messages were never delivered. */
export const countPending = (
  rows: Rows,
  { stream, consumer }: StreamConsumer,
  now: number,
): number => {
  const { filters, position, since } = consumer;
  const wanted = { filters, from: position + 1, to: stream.lastSequence, now };
  let pending = 0;
  for (const head of scan(rows, stream, wanted)) if (head.time >= since) pending++;
  return pending;
};
