import { type ConsumeOptions, DeliverablesError, filtersOverlap } from '@agog/deliverables-core';
import { requireStream } from './find-stream.ts';
import type { ConsumerRow, Rows, StreamRow } from './rows.ts';
import { placeOf } from './start-position.ts';

/** A durable name and its stream, as rows. */
export interface StreamConsumer {
  readonly stream: StreamRow;
  readonly consumer: ConsumerRow;
}

/** Names one consumer for good: a later one of the same name has another id. */
export interface ConsumerKey {
  readonly stream: number;
  readonly consumer: number;
}

/** Makes a durable name known to its stream; one that is known must have the same filters. */
export const openConsumer = (rows: Rows, options: ConsumeOptions): ConsumerKey => {
  const { name, filters = [], from = 'start' } = options;
  const stream = requireStream(rows, options.stream);
  const wanted = [...new Set(filters)].sort();
  const known = findByName(rows, stream, name);
  if (known === undefined) {
    if (stream.config.retention === 'workqueue') checkQueue(rows, stream, name, wanted);
    const { sequence, since } = placeOf(rows, stream, from);
    rows.insertConsumer(stream.id, { name, filters: wanted, since, position: sequence });
  } else if (known.filters.join() !== wanted.join()) {
    throw conflict(stream, name, `exists with the filters ${list(known.filters)}`);
  }
  const consumer = known ?? findByName(rows, stream, name);
  if (consumer === undefined) throw new Error(`The consumer ${name} was not stored.`);
  return { stream: stream.id, consumer: consumer.id };
};

/** The rows of a consumer, or `null` once it or its stream is deleted. */
export const lookUpConsumer = (rows: Rows, key: ConsumerKey): StreamConsumer | null => {
  const stream = rows.streams().find((one) => one.id === key.stream);
  const consumer = rows.consumers(key.stream).find((one) => one.id === key.consumer);
  return stream && consumer ? { stream, consumer } : null;
};

const findByName = (rows: Rows, stream: StreamRow, name: string) =>
  rows.consumers(stream.id).find((consumer) => consumer.name === name);

/** In a work queue every message is for one name: which one must not depend on who comes first. */
const checkQueue = (
  rows: Rows,
  stream: StreamRow,
  name: string,
  filters: readonly string[],
): void => {
  for (const other of rows.consumers(stream.id)) {
    const apart =
      filters.length > 0 &&
      other.filters.length > 0 &&
      !filters.some((one) => other.filters.some((two) => filtersOverlap(one, two)));
    if (apart) continue;
    throw conflict(stream, name, `would share the messages of ${other.name}, in a work queue`);
  }
};

const conflict = (stream: StreamRow, name: string, what: string) =>
  new DeliverablesError({
    code: 'consumer_conflict',
    message: `The consumer ${name} of the stream ${stream.config.name} ${what}.`,
    hint: 'Use the filters it has, another name, or delete the consumer first.',
    details: { stream: stream.config.name, consumer: name },
  });

const list = (filters: readonly string[]) => filters.join(', ') || '(none: every subject)';
