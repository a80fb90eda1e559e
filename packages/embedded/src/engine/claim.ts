import type { StoredMessage } from '@agog/deliverables-core';
import type { StreamConsumer } from './consumer.ts';
import { findNext } from './find-next.ts';
import type { ConsumerRow, MessageRange, Rows } from './rows.ts';
import { toMessage } from './stored-message.ts';
import { messageAt } from './stream.ts';

/** A message in the hands of one consumption. Sequence and attempts together name this one delivery. */
export interface Claim {
  readonly message: StoredMessage;
  readonly attempts: number;
}

/** What a look for something to deliver has shown. */
export interface Outlook {
  /** Whether a claim is worth trying. */
  readonly isReady: boolean;
  /** Else after how many milliseconds to look again (`Infinity`: not as things stand). */
  readonly wait: number;
  /** Up to here there is nothing that was never delivered. */
  readonly scanned: number;
}

/** Looks whether there is something to deliver, behind what was looked through before. */
export const look = (rows: Rows, { stream, consumer }: StreamConsumer, before: number): Outlook => {
  const due = (consumer.deliveries.first()?.due ?? Number.POSITIVE_INFINITY) - rows.now();
  const { found, scanned } = findNext(stream, undelivered(consumer, before));
  return {
    isReady: due <= 0 || found !== undefined,
    wait: scanned < stream.lastSequence ? 0 : due,
    scanned: found ? before : scanned,
  };
};

/** Takes the next message for `within` milliseconds, if there still is one: first what is due again. */
export const claim = (
  rows: Rows,
  place: StreamConsumer,
  { within, scanned }: { within: number; scanned: number },
): Claim | null => {
  const { stream, consumer } = place;
  const due = rows.now() + within;
  const { message, attempts } = takeDue(rows, place) ?? {
    message: findNext(stream, undelivered(consumer, scanned)).found,
    attempts: 1,
  };
  if (!message) return null;
  const { sequence } = message;
  if (attempts === 1) consumer.position = sequence;
  consumer.deliveries.set({ sequence, attempts, due });
  return { message: toMessage(stream, message), attempts };
};

const takeDue = (rows: Rows, { stream, consumer: { deliveries } }: StreamConsumer) => {
  for (
    let first = deliveries.first();
    first && first.due <= rows.now();
    first = deliveries.first()
  ) {
    const message = messageAt(stream, first.sequence);
    if (message) return { message, attempts: first.attempts + 1 };
    // What was removed from the stream needs no settling.
    deliveries.delete(first.sequence);
  }
  return null;
};

/** The messages never delivered, behind a sequence at least. */
export const undelivered = (
  { filters, since, position }: ConsumerRow,
  behind = 0,
): MessageRange & { readonly from: number } => ({
  filters,
  since,
  from: Math.max(position, behind) + 1,
});
