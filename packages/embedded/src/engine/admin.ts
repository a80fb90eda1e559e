import type { ConsumerInfo, StreamAdmin, StreamInfo } from '@agog/deliverables-core';
import { checkFilter, checkStreamConfig } from '@agog/deliverables-core/transport';
import { checkPurge, checkSequence } from './check-query.ts';
import { undelivered } from './claim.ts';
import { copyConfig, createStream, updateStream } from './configure.ts';
import type { Engine } from './engine.ts';
import { overlap } from './filters.ts';
import { purge } from './purge.ts';
import type { ConsumerRow, StreamRows } from './rows.ts';
import { messageAt, requireStream } from './stream.ts';

/** Manages the streams of a store. */
export const createAdmin = ({ read, write }: Engine): StreamAdmin => ({
  list: (options) => read(options, (rows) => [...rows.streams.values()].map(describe)),

  info: (name, options) =>
    read(options, (rows) => {
      const stream = rows.streams.get(name);
      return stream ? describe(stream) : null;
    }),

  async find(filter, options) {
    checkFilter(filter);
    return read(options, (rows) =>
      [...rows.streams.values()]
        .filter(({ config }) => overlap(config.subjects, [filter]))
        .map(({ config }) => config.name)
        .sort(),
    );
  },

  async subjects(name, filter = '>', options) {
    checkFilter(filter);
    return read(
      options,
      (rows) =>
        new Map(
          [...requireStream(rows, name).subjects({ filters: [filter] })].map(([subject, count]) => [
            subject,
            count,
          ]),
        ),
    );
  },

  async create(config, options) {
    checkStreamConfig(config);
    const copy = copyConfig(config);
    return write(options, (rows) => describe(createStream(rows, copy)));
  },

  async update(name, changes, options) {
    const copy = structuredClone(changes);
    return write(options, (rows) => describe(updateStream(rows, name, copy)));
  },

  async purge(name, query = {}, options) {
    checkPurge(query);
    const copy = { ...query };
    return write(options, (rows) => purge(rows, name, copy));
  },

  async deleteMessage(name, sequence, options) {
    checkSequence(sequence, 1);
    return write(options, (rows) => requireStream(rows, name).remove(sequence) > 0);
  },

  deleteStream: (name, options) =>
    write(options, (rows) => {
      const isThere = rows.streams.has(name);
      if (isThere) rows.deleteStream(name);
      return isThere;
    }),

  consumers: (name, options) =>
    read(options, (rows) => {
      const stream = requireStream(rows, name);
      return [...stream.consumers.values()].map((consumer) => describeConsumer(stream, consumer));
    }),

  deleteConsumer: (name, consumer, options) =>
    write(options, (rows) => requireStream(rows, name).consumers.delete(consumer)),
});

const describe = (stream: StreamRows): StreamInfo => {
  const { config, created, messages, bytes, lastSequence, lastTime, consumers } = stream;
  const [first] = stream.list({});
  return {
    config: copyConfig(config),
    created: new Date(created),
    state: {
      messages,
      bytes,
      firstSequence: first ? first.sequence : lastSequence + 1,
      lastSequence,
      firstTime: first ? new Date(first.time) : null,
      lastTime: lastSequence > 0 ? new Date(lastTime) : null,
      consumers: consumers.size,
    },
  };
};

const describeConsumer = (stream: StreamRows, consumer: ConsumerRow): ConsumerInfo => {
  const { name, filters, deliveries } = consumer;
  return {
    stream: stream.config.name,
    name,
    filters,
    unsettled: [...deliveries.keys()].filter((sequence) => messageAt(stream, sequence)).length,
    pending: [...undelivered({ stream, consumer })].length,
  };
};
