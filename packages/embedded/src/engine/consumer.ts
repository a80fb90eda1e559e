import type { ConsumeOptions } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { findOverlap } from './filters.ts';
import type { ConsumerRow, Rows, StreamRows } from './rows.ts';
import { placeOf } from './start-position.ts';
import { requireStream } from './stream.ts';

/** A durable name and its stream. */
export interface StreamConsumer {
  readonly stream: StreamRows;
  readonly consumer: ConsumerRow;
}

/** Names a consumer for good: a later stream of the same name was created at another time. */
export interface ConsumerKey {
  readonly stream: string;
  readonly created: string;
  readonly name: string;
}

/** Makes a durable name known to its stream. One that is known must have the same filters. */
export const openConsumer = (rows: Rows, options: ConsumeOptions): ConsumerKey => {
  const { stream, name, from = 'start' } = options;
  const target = requireStream(rows, stream);
  const { config, consumers, created } = target;
  const isQueue = config.retention === 'workqueue';
  const filters = [...new Set(options.filters)].sort();
  const details = { stream, consumer: name };
  if (isQueue && from !== 'start') {
    fail(
      'unsupported',
      `The stream ${stream} is a work queue: a consumer of it begins with the first message.`,
      "Leave `from` out, or say 'start'.",
      details,
    );
  }
  const known = consumers.get(name);
  // Every message of a queue is for one name; which one must not depend on who comes first.
  const rival = known
    ? known.filters.join(' ') !== filters.join(' ') && known
    : isQueue && [...consumers.values()].find((other) => overlap(other.filters, filters));
  if (rival) {
    fail(
      'consumer_conflict',
      `The consumer ${name} of the stream ${stream} cannot have the filters ${list(filters)} beside those of ${rival.name}: ${list(rival.filters)}.`,
      'Use other filters or another name, or delete the consumer that is there.',
      details,
    );
  }
  if (!known) {
    const place = placeOf(target, from);
    consumers.set(name, { name, filters, ...place, deliveries: new Map() });
  }
  return { stream, created, name };
};

/** A consumer, or `null` once it or its stream is deleted. */
export const lookUpConsumer = (
  rows: Rows,
  { stream: streamName, created, name }: ConsumerKey,
): StreamConsumer | null => {
  const stream = rows.streams.get(streamName);
  const consumer = stream?.consumers.get(name);
  return stream?.created === created && consumer ? { stream, consumer } : null;
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
      'Whoever deleted it ended this work; consume again to begin anew.',
      { stream, consumer: name },
    )
  );
};

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 || others.length === 0 || findOverlap(some, others) !== undefined;

const list = (filters: readonly string[]) => filters.join(', ') || '>';
