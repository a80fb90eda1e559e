import type { Arrival, Source } from '../consumer/source.ts';
import type { Waits } from './waits.ts';

/**
 * The messages of a source up to a sequence, one by one: `'end'` when these were all, `'lost'` when the rest has to be
 * fetched by another one.
 */
export const createDrain = (
  source: Source,
  to: number,
  waits: Waits,
): (() => Promise<Arrival | 'end' | 'lost'>) => {
  let isOver = false;
  return async () => {
    while (!isOver) {
      const deadline = waits();
      const arrival = source.take();
      if (arrival) {
        const { sequence, pending } = arrival;
        isOver = sequence >= to || pending === 0;
        return sequence > to ? 'end' : arrival;
      }
      if (source.ended === 'lost') return 'lost';
      if (source.ended) throw source.ended.error;
      // What was counted as pending may have been removed.
      if (source.isDone) break;
      await source.changed(deadline);
    }
    return 'end';
  };
};
