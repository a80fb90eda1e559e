import { type ConsumerKey, lookUpConsumer } from './consumer.ts';
import type { Rows } from './rows.ts';

/** Done, by whoever did it and however late: never to be delivered to this name again. */
export const finish = (rows: Rows, key: ConsumerKey, sequence: number): void => {
  const place = lookUpConsumer(rows, key);
  if (!place) return;
  const { stream, consumer } = place;
  consumer.deliveries.delete(sequence);
  if (stream.config.retention === 'workqueue') stream.remove({ from: sequence, to: sequence });
};

/**
 * Moves the time of a delivery to `delay` from now, unless it is settled, over its time or in other hands by now, which
 * a later attempt tells.
 */
export const postpone = (
  rows: Rows,
  key: ConsumerKey,
  [sequence, attempts]: readonly [sequence: number, attempts: number],
  delay: number,
): void => {
  const deliveries = lookUpConsumer(rows, key)?.consumer.deliveries;
  const known = deliveries?.get(sequence);
  const now = rows.now();
  if (known?.attempts !== attempts || known.due <= now) return;
  deliveries?.set({ sequence, attempts, due: now + delay });
};
