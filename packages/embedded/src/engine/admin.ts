import type { ConsumerInfo, StreamAdmin, StreamInfo } from '@agog/deliverables-core';
import { checkFilter, filtersOverlap } from '@agog/deliverables-core/transport';
import { checkPurge, checkSequence } from './check-query.ts';
import { undelivered } from './claim.ts';
import { copyConfig, createStream, updateStream } from './configure.ts';
import type { StreamConsumer } from './consumer.ts';
import type { Engine } from './engine.ts';
import { remove } from './evict.ts';
import { isWanted } from './filters.ts';
import { purge } from './purge.ts';
import type { Rows } from './rows.ts';
import { headAt, lookUpStream, requireStream, type Stream, see } from './stream.ts';
import { totalsOf } from './totals.ts';

/** Manages the streams of a store. */
export const createAdmin = ({ read, write }: Engine): StreamAdmin => ({
  list: (options) =>
    read(options, (rows) => rows.streams().map((row) => describe(rows, see(rows, row)))),

  info: (name, options) =>
    read(options, (rows) => {
      const stream = lookUpStream(rows, name);
      return stream && describe(rows, stream);
    }),

  async find(filter, options) {
    checkFilter(filter);
    return read(options, (rows) =>
      rows
        .streams()
        .filter(({ config }) => config.subjects.some((one) => filtersOverlap(one, filter)))
        .map(({ config }) => config.name),
    );
  },

  async subjects(name, filter = '>', options) {
    checkFilter(filter);
    return read(options, (rows) => {
      const { id, first, lastSequence } = requireStream(rows, name);
      const counts = rows
        .subjects(id, first, lastSequence)
        .filter(({ subject }) => isWanted(subject, [filter]));
      return new Map(counts.map(({ subject, messages }) => [subject, messages]));
    });
  },

  async create(config, options) {
    const copy = copyConfig(config);
    return write(options, (rows) => describe(rows, createStream(rows, copy)));
  },

  update: (name, changes, options) =>
    write(options, (rows) => describe(rows, updateStream(rows, name, changes))),

  async purge(name, query = {}, options) {
    checkPurge(query);
    return write(options, (rows) => purge(rows, name, query));
  },

  async deleteMessage(name, sequence, options) {
    checkSequence(sequence, 1);
    return write(options, (rows) => {
      const stream = requireStream(rows, name);
      const head = headAt(rows, stream, sequence);
      if (head === undefined) return false;
      remove(rows, stream, head);
      rows.saveStream(stream);
      return true;
    });
  },

  deleteStream: (name, options) =>
    write(options, (rows) => {
      const stream = lookUpStream(rows, name);
      if (stream !== null) rows.deleteStream(stream.id);
      return stream !== null;
    }),

  consumers: (name, options) =>
    read(options, (rows) => {
      const stream = requireStream(rows, name);
      return rows
        .consumers(stream.id)
        .map((consumer) => describeConsumer(rows, { stream, consumer }));
    }),

  deleteConsumer: (name, consumer, options) =>
    write(options, (rows) => {
      const { id } = requireStream(rows, name);
      const known = rows.consumers(id).some((one) => one.name === consumer);
      if (known) rows.deleteConsumer(id, consumer);
      return known;
    }),
});

const describe = (rows: Rows, stream: Stream): StreamInfo => {
  const { id, config, created, first, lastSequence, lastTime } = stream;
  const head = headAt(rows, stream, first);
  const { messages, bytes } = totalsOf(rows, stream);
  return {
    config: { ...config, subjects: [...config.subjects] },
    created: new Date(created),
    state: {
      messages,
      bytes,
      firstSequence: first,
      lastSequence,
      firstTime: head ? new Date(head.time) : null,
      lastTime: lastSequence > 0 ? new Date(lastTime) : null,
      consumers: rows.consumers(id).length,
    },
  };
};

const describeConsumer = (rows: Rows, { stream, consumer }: StreamConsumer): ConsumerInfo => {
  const { name, filters, deliveries } = consumer;
  return {
    stream: stream.config.name,
    name,
    filters,
    unsettled: [...deliveries.keys()].filter((sequence) => headAt(rows, stream, sequence)).length,
    pending: [...undelivered(rows, { stream, consumer })].length,
  };
};
