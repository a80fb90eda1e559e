import type {
  ConsumerRow,
  ConsumerRows,
  ConsumerStart,
  DeliveryRow,
  DeliveryRows,
} from '../engine/rows.ts';
import type { Statements } from './statements.ts';

/** A consumer's row as the statement selects it. */
interface SqlConsumer extends Omit<ConsumerStart, 'filters'> {
  readonly id: number;
  readonly filters: string;
}

/** The durable names of a stream, good for one transaction. The casts name what the statement beside them selects. */
export const loadConsumers = (statements: Statements, stream: number): ConsumerRows => {
  const found = statements.consumers.all(stream) as unknown as SqlConsumer[];
  const known = new Map<string, ConsumerRow>();
  for (const row of found) known.set(row.name, toConsumer(statements, row));
  return {
    get size() {
      return known.size;
    },
    get: (name) => known.get(name),
    values: () => known.values(),
    insert(start) {
      const { name, since, position } = start;
      const filters = JSON.stringify(start.filters);
      const { lastInsertRowid } = statements.insertConsumer.run(
        stream,
        name,
        filters,
        since,
        position,
      );
      const consumer = toConsumer(statements, { ...start, filters, id: Number(lastInsertRowid) });
      known.set(name, consumer);
      return consumer;
    },
    delete(name) {
      const { id } = known.get(name) ?? {};
      if (id === undefined) return false;
      statements.deleteDeliveries.run(id);
      statements.deleteConsumer.run(id);
      return known.delete(name);
    },
  };
};

const toConsumer = (statements: Statements, row: SqlConsumer): ConsumerRow => {
  const { id } = row;
  let { position } = row;
  return {
    ...row,
    filters: JSON.parse(row.filters) as string[],
    deliveries: openDeliveries(statements, id),
    get position() {
      return position;
    },
    set position(moved) {
      position = moved;
      statements.moveConsumer.run(moved, id);
    },
  };
};

const openDeliveries = (statements: Statements, consumer: number): DeliveryRows => ({
  get: (sequence) =>
    statements.delivery.get(consumer, sequence) as unknown as DeliveryRow | undefined,
  set: ({ sequence, attempts, due }) =>
    void statements.saveDelivery.run(consumer, sequence, attempts, due),
  delete: (sequence) => void statements.deleteDelivery.run(consumer, sequence),
  first: () => statements.firstDelivery.get(consumer) as unknown as DeliveryRow | undefined,
  sequences() {
    const found = statements.deliveries.all(consumer) as unknown as DeliveryRow[];
    return found.map(({ sequence }) => sequence);
  },
});
