import type { ConsumerRow, DeliveryRow, Rows } from '../engine/rows.ts';

interface MemoryConsumer {
  readonly stream: number;
  row: ConsumerRow;
  readonly deliveries: Map<number, DeliveryRow>;
}

type ConsumerRows = Pick<
  Rows,
  | 'consumers'
  | 'insertConsumer'
  | 'deleteConsumer'
  | 'savePosition'
  | 'nextDelivery'
  | 'delivery'
  | 'deliveries'
  | 'saveDelivery'
  | 'deleteDelivery'
>;

/** The durable names of all streams. */
export const createConsumerRows = (): ConsumerRows => {
  const consumers = new Map<number, MemoryConsumer>();
  let lastConsumer = 0;
  const deliveriesOf = (id: number) =>
    consumers.get(id)?.deliveries ?? new Map<number, DeliveryRow>();
  return {
    consumers: (stream) =>
      [...consumers.values()]
        .filter((consumer) => consumer.stream === stream)
        .map(({ row }) => row)
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    insertConsumer(stream, consumer) {
      const row = { ...consumer, id: ++lastConsumer };
      consumers.set(row.id, { stream, row, deliveries: new Map() });
    },
    deleteConsumer: (id) => void consumers.delete(id),
    savePosition(id, position) {
      const consumer = consumers.get(id);
      if (consumer !== undefined) consumer.row = { ...consumer.row, position };
    },
    nextDelivery(id) {
      let next: DeliveryRow | null = null;
      for (const delivery of deliveriesOf(id).values()) {
        if (next === null || isBefore(delivery, next)) next = delivery;
      }
      return next;
    },
    delivery: (id, sequence) => deliveriesOf(id).get(sequence) ?? null,
    deliveries: (id) => [...deliveriesOf(id).values()],
    saveDelivery: (id, delivery) => void deliveriesOf(id).set(delivery.sequence, delivery),
    deleteDelivery: (id, sequence) => void deliveriesOf(id).delete(sequence),
  };
};

const isBefore = (one: DeliveryRow, other: DeliveryRow): boolean =>
  one.due < other.due || (one.due === other.due && one.sequence < other.sequence);
