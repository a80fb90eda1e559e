import type { StoredMessage } from '@agog/deliverables-core';
import type { StreamConsumer } from './consumer.ts';
import type { HeadRow, Rows } from './rows.ts';
import { scan } from './scan.ts';
import { toMessage } from './stored-message.ts';
import { headAt } from './stream.ts';

/** A message in the hands of one consumption. Sequence and attempts together name this one delivery. */
export interface Claim {
  readonly message: StoredMessage;
  readonly attempts: number;
}

/** What can be delivered now, or when to look again (`Infinity`: not as things stand). */
export type Candidate =
  | { readonly head: HeadRow; readonly attempts: number }
  | { readonly lookAgain: number };

/** Chooses the next message: one whose time is up first, then one never delivered. */
export const choose = (rows: Rows, place: StreamConsumer): Candidate => {
  const { stream, consumer } = place;
  let lookAgain = Number.POSITIVE_INFINITY;
  for (const [sequence, { attempts, due }] of consumer.deliveries) {
    // What was removed from the stream needs no settling.
    const head = due < lookAgain ? headAt(rows, stream, sequence) : undefined;
    if (head && due <= rows.now()) return { head, attempts: attempts + 1 };
    if (head) lookAgain = due;
  }
  const [head] = undelivered(rows, place);
  return head ? { head, attempts: 1 } : { lookAgain };
};

/** Takes the next message for `within` milliseconds, if there still is one. */
export const claim = (rows: Rows, place: StreamConsumer, within: number): Claim | null => {
  const { stream, consumer } = place;
  const chosen = choose(rows, place);
  if ('lookAgain' in chosen) return null;
  const { head, attempts } = chosen;
  const { sequence } = head;
  const held = [...consumer.deliveries].filter(([earlier]) => earlier >= stream.first);
  rows.saveConsumer(stream.id, {
    ...consumer,
    position: Math.max(consumer.position, sequence),
    deliveries: new Map(held).set(sequence, { attempts, due: rows.now() + within }),
  });
  return { message: toMessage(rows, stream, head), attempts };
};

/** The messages never delivered. */
export const undelivered = (
  rows: Rows,
  { stream, consumer }: StreamConsumer,
): Iterable<HeadRow> => {
  const { filters, position, since } = consumer;
  return scan(rows, stream, { filters, from: position + 1, since });
};
