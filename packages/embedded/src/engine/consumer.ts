import type { ConsumeOptions } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { overlap } from './filters.ts';
import type { ConsumerRow, Rows, StreamRows } from './rows.ts';
import { placeOf } from './start-position.ts';
import { refuseQueue, requireStream } from './stream.ts';

/** A durable name and its stream. */
export interface StreamConsumer {
  readonly stream: StreamRows;
  readonly consumer: ConsumerRow;
}

/** Names a consumer for good: a later one of the same name has another id, a later stream another time of creation. */
export interface ConsumerKey {
  readonly stream: string;
  readonly created: string;
  readonly name: string;
  readonly id: number;
}

/** Makes a durable name known to its stream. One that is known must have the same filters. */
export const openConsumer = (rows: Rows, options: ConsumeOptions): ConsumerKey => {
  const { stream, name, from = 'start' } = options;
  const target = requireStream(rows, stream);
  const { config, consumers, created } = target;
  const filters = [...new Set(options.filters)].sort();
  if (from !== 'start') refuseQueue(target);
  const known = consumers.get(name);
  // Every message of a queue is for one name; which one must not depend on who comes first.
  const rival = known
    ? known.filters.join(' ') !== filters.join(' ') && known
    : config.retention === 'workqueue' &&
      [...consumers.values()].find((other) => overlap(other.filters, filters));
  if (rival) {
    fail(
      'consumer_conflict',
      `The consumer ${rival.name} of the stream ${stream} has the filters ${list(rival.filters)}, which do not go with ${list(filters)}.`,
      'Use another name and other filters, or delete that consumer.',
      { stream, consumer: name },
    );
  }
  const { id } = known ?? consumers.insert({ name, filters, ...placeOf(target, from) });
  return { stream, created, name, id };
};

/** A consumer, or `null` once it or its stream is deleted. */
export const lookUpConsumer = (rows: Rows, key: ConsumerKey): StreamConsumer | null => {
  const stream = rows.streams.get(key.stream);
  if (stream?.created !== key.created) return null;
  const consumer = stream.consumers.get(key.name);
  return consumer?.id === key.id ? { stream, consumer } : null;
};

/** A consumer, or the error that says which is deleted: its stream or it. */
export const requireConsumer = (rows: Rows, key: ConsumerKey): StreamConsumer => {
  const { stream, created, name } = key;
  const isThere = rows.streams.get(stream)?.created === created;
  return (
    lookUpConsumer(rows, key) ??
    fail(
      isThere ? 'consumer_not_found' : 'stream_not_found',
      `The ${isThere ? `consumer ${name} of the ` : ''}stream ${stream} was deleted.`,
      'Open a new one.',
      { stream, consumer: name },
    )
  );
};

const list = (filters: readonly string[]) => filters.join(', ') || '>';
