import type { ConsumerRow, ConsumerRows, DeliveryRow, DeliveryRows } from '../engine/rows.ts';

/** The durable names of a stream. */
export const createMemoryConsumers = (): ConsumerRows => {
  const known = new Map<string, ConsumerRow>();
  let id = 0;
  return {
    get size() {
      return known.size;
    },
    get: (name) => known.get(name),
    values: () => known.values(),
    insert(start) {
      id++;
      const consumer = { ...start, id, deliveries: createMemoryDeliveries() };
      known.set(start.name, consumer);
      return consumer;
    },
    delete: (name) => known.delete(name),
  };
};

const createMemoryDeliveries = (): DeliveryRows => {
  const known = new Map<number, DeliveryRow>();
  return {
    get: (sequence) => known.get(sequence),
    set: (delivery) => void known.set(delivery.sequence, delivery),
    delete: (sequence) => void known.delete(sequence),
    sequences: () => known.keys(),
    first() {
      let first: DeliveryRow | undefined;
      for (const delivery of known.values()) {
        if (!first || delivery.due < first.due) first = delivery;
      }
      return first;
    },
  };
};
