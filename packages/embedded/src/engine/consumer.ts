import { type ConsumeOptions, DeliverablesError } from '@agog/deliverables-core';
import { filtersOverlap } from '@agog/deliverables-core/transport';
import type { ConsumerRow, Rows, StreamRow } from './rows.ts';
import { placeOf } from './start-position.ts';
import { findStream, requireStream, type Stream } from './stream.ts';

/** A durable name and its stream. */
export interface StreamConsumer {
  readonly stream: Stream;
  readonly consumer: ConsumerRow;
}

/** Makes a durable name known to its stream, and answers the stream's id. One that is known must have the same filters. */
export const openConsumer = (rows: Rows, options: ConsumeOptions): number => {
  const { name, filters: wanted = [], from = 'start' } = options;
  const stream = requireStream(rows, options.stream);
  const isQueue = stream.config.retention === 'workqueue';
  if (isQueue && from !== 'start') {
    throw new DeliverablesError({
      code: 'unsupported',
      message: `The stream ${options.stream} is a work queue: a consumer of it begins with the first message.`,
      hint: "Leave `from` out, or say 'start'.",
      details: { stream: options.stream, consumer: name },
    });
  }
  const filters = [...new Set(wanted)].sort();
  const consumers = rows.consumers(stream.id);
  const known = consumers.find((consumer) => consumer.name === name);
  if (known !== undefined) {
    if (known.filters.join(' ') !== filters.join(' ')) {
      throw conflict(stream, name, `has the filters ${list(known)}, not ${list({ filters })}`);
    }
    return stream.id;
  }
  if (isQueue) {
    // Every message of a queue is for one name; which one must not depend on who comes first.
    const rival = consumers.find((consumer) => overlap(consumer.filters, filters));
    if (rival !== undefined) {
      throw conflict(stream, name, `would share messages of a work queue with ${rival.name}`);
    }
  }
  const place = placeOf(rows, stream, from);
  rows.saveConsumer(stream.id, { name, filters, ...place, deliveries: new Map() });
  return stream.id;
};

/** A consumer, or `null` once it or its stream is deleted. */
export const lookUpConsumer = (rows: Rows, id: number, name: string): StreamConsumer | null => {
  const stream = findStream(rows, (row) => row.id === id);
  const consumer = stream && rows.consumers(id).find((one) => one.name === name);
  return stream && consumer ? { stream, consumer } : null;
};

/** A consumer, or the error that says which is deleted: its stream or it. */
export const requireConsumer = (
  rows: Rows,
  id: number,
  { stream, name }: Pick<ConsumeOptions, 'stream' | 'name'>,
): StreamConsumer => {
  const found = lookUpConsumer(rows, id, name);
  if (found !== null) return found;
  const isThere = rows.streams().some((row) => row.id === id);
  throw new DeliverablesError({
    code: isThere ? 'consumer_not_found' : 'stream_not_found',
    message: isThere
      ? `The consumer ${name} of the stream ${stream} was deleted.`
      : `The stream ${stream} was deleted while ${name} consumed it.`,
    hint: 'Whoever deleted it ended this work; consume again to begin anew.',
    details: { stream, consumer: name },
  });
};

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 ||
  others.length === 0 ||
  some.some((one) => others.some((other) => filtersOverlap(one, other)));

const conflict = ({ config }: StreamRow, consumer: string, what: string) =>
  new DeliverablesError({
    code: 'consumer_conflict',
    message: `The consumer ${consumer} of the stream ${config.name} ${what}.`,
    hint: 'Use other filters or another name, or delete the consumer that is there.',
    details: { stream: config.name, consumer },
  });

const list = ({ filters }: Pick<ConsumerRow, 'filters'>) => filters.join(', ') || '>';
