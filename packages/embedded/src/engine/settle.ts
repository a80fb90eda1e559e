import type { CallOptions, Delivery } from '@agog/deliverables-core';
import { checkMilliseconds } from './check-query.ts';
import type { Claim } from './claim.ts';
import { type ConsumerKey, lookUpConsumer, type StreamConsumer } from './consumer.ts';
import type { Engine } from './engine.ts';
import { removeMessage } from './evict.ts';
import type { Rows } from './rows.ts';
import { headAt } from './visible.ts';

/** Settles what one consumption was handed. */
export interface Settlement {
  deliver(claimed: Claim): Delivery;
  /** Gives back at once what was not settled. */
  release(): Promise<void>;
}

/** Keeps track of what one consumption holds. */
export const createSettlement = (
  { store, now, begin }: Engine,
  key: ConsumerKey,
  within: number,
): Settlement => {
  /** The attempts of every delivery not settled, by sequence. */
  const held = new Map<number, number>();

  const settle = async (
    options: CallOptions | undefined,
    change: (rows: Rows, place: StreamConsumer) => void,
  ): Promise<void> => {
    await store.write((rows) => {
      const place = lookUpConsumer(rows, key);
      if (place !== null) change(rows, place);
    }, begin(options)());
  };

  return {
    deliver({ message, attempts }) {
      const { sequence } = message;
      held.set(sequence, attempts);
      // By now the next attempt may be in our hands already.
      const drop = () => held.get(sequence) === attempts && held.delete(sequence);
      const postpone = (delay: number) => (rows: Rows, place: StreamConsumer) =>
        defer(rows, place, { sequence, attempts, due: now() + delay });
      return {
        message,
        attempts,
        async acknowledge(options) {
          await settle(options, (rows, place) => finish(rows, place, sequence, now()));
          drop();
        },
        async retry(options = {}) {
          const { delay = 0 } = options;
          checkMilliseconds('delay', delay, 0);
          await settle(options, postpone(delay));
          drop();
        },
        extend: (options) => settle(options, postpone(within)),
      };
    },
    async release() {
      if (held.size === 0) return;
      await store.write((rows) => {
        const place = lookUpConsumer(rows, key);
        if (place === null) return;
        for (const [sequence, attempts] of held) {
          defer(rows, place, { sequence, attempts, due: now() });
        }
      }, {});
    },
  };
};

/** Whoever did the work, and however late: it is done. */
const finish = (
  rows: Rows,
  { stream, consumer }: StreamConsumer,
  sequence: number,
  now: number,
): void => {
  rows.deleteDelivery(consumer.id, sequence);
  if (stream.config.retention !== 'workqueue') return;
  const head = headAt(rows, stream, sequence, now);
  if (head === null) return;
  removeMessage(rows, stream, head);
  rows.saveStream(stream);
};

/** Moves the time of a delivery, unless it was settled or is in other hands by now. */
const defer = (
  rows: Rows,
  { consumer }: StreamConsumer,
  delivery: { readonly sequence: number; readonly attempts: number; readonly due: number },
): void => {
  const held = rows.delivery(consumer.id, delivery.sequence);
  if (held?.attempts === delivery.attempts) rows.saveDelivery(consumer.id, delivery);
};
