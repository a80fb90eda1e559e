import type { StoredMessage } from '@agog/deliverables-core';
import type { StreamConsumer } from './consumer.ts';
import type { MessageRow, Rows } from './rows.ts';
import { toMessage } from './stored-message.ts';
import { messageAt } from './stream.ts';

/** A message in the hands of one consumption. Sequence and attempts together name this one delivery. */
export interface Claim {
  readonly message: StoredMessage;
  readonly attempts: number;
}

/** What can be delivered now, or after how many milliseconds to look again (`Infinity`: not as things stand). */
export type Candidate = { readonly message: MessageRow; readonly attempts: number } | number;

/** Chooses the next message: one whose time is up first, then one never delivered. */
export const choose = (rows: Rows, place: StreamConsumer): Candidate => {
  const { deliveries } = place.consumer;
  const now = rows.now();
  let lookAgain = Number.POSITIVE_INFINITY;
  for (const [sequence, { attempts, due }] of deliveries) {
    if (due >= lookAgain) continue;
    const message = messageAt(place.stream, sequence);
    // What was removed from the stream needs no settling.
    if (!message) deliveries.delete(sequence);
    else if (due <= now) return { message, attempts: attempts + 1 };
    else lookAgain = due;
  }
  const [message] = undelivered(place);
  return message ? { message, attempts: 1 } : lookAgain - now;
};

/** Takes the next message for `within` milliseconds, if there still is one. */
export const claim = (rows: Rows, place: StreamConsumer, within: number): Claim | null => {
  const { stream, consumer } = place;
  const chosen = choose(rows, place);
  if (typeof chosen === 'number') return null;
  const { message, attempts } = chosen;
  const { sequence } = message;
  consumer.position = Math.max(consumer.position, sequence);
  consumer.deliveries.set(sequence, { attempts, due: rows.now() + within });
  stream.consumers.set(consumer.name, consumer);
  return { message: toMessage(stream, message), attempts };
};

/** The messages never delivered. */
export const undelivered = ({ stream, consumer }: StreamConsumer): Iterable<MessageRow> => {
  const { filters, position, since } = consumer;
  return stream.list({ filters, from: position + 1, since });
};
