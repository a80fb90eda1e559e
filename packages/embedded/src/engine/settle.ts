import { lookUpConsumer } from './consumer.ts';
import { remove } from './evict.ts';
import type { DeliveryRow, Rows } from './rows.ts';
import { headAt } from './stream.ts';

/** Names one delivery for good: a later one of the same message has more attempts. */
export interface DeliveryKey {
  /** The stream's id. */
  readonly stream: number;
  /** The consumer's name. */
  readonly name: string;
  readonly sequence: number;
  readonly attempts: number;
}

/** Done, by whoever did it and however late: never to be delivered to this name again. */
export const finish = (rows: Rows, { stream: id, name, sequence }: DeliveryKey): void => {
  const place = lookUpConsumer(rows, id, name);
  if (place === null) return;
  const { stream, consumer } = place;
  const deliveries = new Map(consumer.deliveries);
  if (deliveries.delete(sequence)) rows.saveConsumer(id, { ...consumer, deliveries });
  if (stream.config.retention !== 'workqueue') return;
  const head = headAt(rows, stream, sequence);
  if (head === undefined) return;
  remove(rows, stream, head);
  rows.saveStream(stream);
};

/** Moves the time of a delivery to `delay` from now, unless it was settled, is over its time or in other hands by now. */
export const postpone = (
  rows: Rows,
  { stream: id, name, sequence, attempts }: DeliveryKey,
  delay: number,
): void => {
  const consumer = lookUpConsumer(rows, id, name)?.consumer;
  const known = consumer?.deliveries.get(sequence);
  if (!consumer || known?.attempts !== attempts || known.due <= rows.now()) return;
  const delivery: DeliveryRow = { attempts, due: rows.now() + delay };
  rows.saveConsumer(id, {
    ...consumer,
    deliveries: new Map(consumer.deliveries).set(sequence, delivery),
  });
};
