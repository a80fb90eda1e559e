import type { Arrival, Puller } from '../consumer/puller.ts';
import type { Waits } from './waits.ts';

/**
 * The messages of a puller up to a sequence, one by one: `'end'` when these were all, `'lost'` when the rest has to be
 * fetched by another consumer.
 */
export const createDrain = (
  puller: Puller,
  to: number,
  waits: Waits,
): (() => Promise<Arrival | 'end' | 'lost'>) => {
  let isOver = puller.consumer.pending === 0;
  return async () => {
    while (!isOver) {
      const deadline = waits();
      const arrival = puller.take();
      if (arrival) {
        const { sequence, pending } = arrival.facts;
        isOver = sequence >= to || pending === 0;
        return sequence > to ? 'end' : arrival;
      }
      if (puller.ended === 'lost') return 'lost';
      if (puller.ended) throw puller.ended.error;
      // What was counted as pending may have been removed.
      if (puller.isDone) break;
      await puller.changed(deadline);
    }
    return 'end';
  };
};
