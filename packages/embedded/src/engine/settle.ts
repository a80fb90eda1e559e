import { type ConsumerKey, lookUpConsumer } from './consumer.ts';
import type { Rows } from './rows.ts';

/** Done, by whoever did it and however late: never to be delivered to this name again. */
export const finish = (rows: Rows, key: ConsumerKey, sequence: number): void => {
  const place = lookUpConsumer(rows, key);
  if (!place) return;
  const { stream, consumer } = place;
  consumer.deliveries.delete(sequence);
  stream.consumers.set(consumer.name, consumer);
  if (stream.config.retention === 'workqueue') stream.remove(sequence, sequence);
};

/**
 * Moves the time of deliveries to `delay` from now, but for those that are settled, over their time or in other hands
 * by now, which a later attempt tells.
 */
export const postpone = (
  rows: Rows,
  key: ConsumerKey,
  attemptsBySequence: Iterable<readonly [sequence: number, attempts: number]>,
  delay: number,
): void => {
  const place = lookUpConsumer(rows, key);
  if (!place) return;
  const { stream, consumer } = place;
  const now = rows.now();
  for (const [sequence, attempts] of attemptsBySequence) {
    const known = consumer.deliveries.get(sequence);
    if (known?.attempts === attempts && known.due > now) {
      consumer.deliveries.set(sequence, { attempts, due: now + delay });
    }
  }
  stream.consumers.set(consumer.name, consumer);
};
