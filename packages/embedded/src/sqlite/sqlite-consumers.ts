import type { ConsumerRow, ConsumerRows, DeliveryRow } from '../engine/rows.ts';
import type { Statements } from './statements.ts';

/** A consumer's row as the statement selects it. */
interface SqlConsumer {
  readonly name: string;
  readonly filters: string;
  readonly since: number;
  readonly position: number;
  readonly deliveries: string;
}

/** The durable names of a stream, good for one transaction. */
export const loadConsumers = (statements: Statements, stream: number): ConsumerRows => {
  // The cast names what the statement selects, those below what was stringified.
  const found = statements.consumers.all(stream) as unknown as SqlConsumer[];
  const known = new Map<string, ConsumerRow>();
  for (const row of found) {
    const filters = JSON.parse(row.filters) as string[];
    const deliveries = new Map(JSON.parse(row.deliveries) as [number, DeliveryRow][]);
    known.set(row.name, { ...row, filters, deliveries });
  }
  return {
    get size() {
      return known.size;
    },
    get: (name) => known.get(name),
    values: () => known.values(),
    set(name, row) {
      const { since, position } = row;
      const filters = JSON.stringify(row.filters);
      const deliveries = JSON.stringify([...row.deliveries]);
      statements.saveConsumer.run(stream, name, filters, since, position, deliveries);
      return known.set(name, row);
    },
    delete(name) {
      statements.deleteConsumer.run(stream, name);
      return known.delete(name);
    },
  };
};
