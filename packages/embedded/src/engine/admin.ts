import type { ConsumerInfo, StreamAdmin, StreamInfo } from '@agog/deliverables-core';
import {
  checkChanges,
  checkFilter,
  checkPlaced,
  checkPurge,
  checkSequence,
  checkStreamConfig,
} from '@agog/deliverables-core/transport';
import { undelivered } from './claim.ts';
import { copyConfig, createStream, updateStream } from './configure.ts';
import { countSubjects } from './count-subjects.ts';
import { again, type Engine } from './engine.ts';
import { overlap } from './filters.ts';
import { fixRange } from './go-through.ts';
import { place } from './place.ts';
import { purge } from './purge.ts';
import type { ConsumerRow, StreamRows } from './rows.ts';
import { messageAt, requireStream } from './stream.ts';

/** Manages the streams of a store. */
export const createAdmin = (engine: Engine): StreamAdmin => {
  const { store, begin, read, write } = engine;
  return {
    list: (options) =>
      read(options, ({ streams }) =>
        sortBy(streams.values(), ({ config }) => config.name).map(describe),
      ),

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
      const next = begin(options);
      const range = await store.read((rows) => fixRange(rows, name, { filters: [filter] }), next());
      const counts = sortBy(await countSubjects(store, range, next), ([subject]) => subject);
      return new Map(counts.map(([subject, [count]]) => [subject, count]));
    },

    async create(config, options) {
      checkStreamConfig(config);
      const copy = copyConfig(config);
      return write(options, (rows) => describe(createStream(rows, copy)));
    },

    async update(name, changes, options) {
      checkChanges(changes);
      const { subjects } = changes;
      const copy = { ...changes, ...(Array.isArray(subjects) && { subjects: [...subjects] }) };
      return write(options, (rows) => {
        const stream = updateStream(rows, name, copy);
        return stream === again ? again : describe(stream);
      });
    },

    async purge(name, query = {}, options) {
      checkPurge(query);
      return purge(engine, name, query, options);
    },

    async deleteMessage(name, sequence, options) {
      checkSequence(sequence, 1);
      const range = { from: sequence, to: sequence };
      return write(options, (rows) => requireStream(rows, name).remove(range) > 0);
    },

    async place(name, message, options) {
      checkPlaced(message);
      const { subject, headers, body, sequence } = message;
      const copy = { subject, headers: [...headers], body: new Uint8Array(body), sequence };
      return write(options, (rows) => place(rows, name, copy));
    },

    deleteStream: (name, options) =>
      write(options, (rows) => {
        const isThere = rows.streams.has(name);
        return isThere && !rows.deleteStream(name) ? again : isThere;
      }),

    consumers: (name, options) =>
      read(options, (rows) => {
        const stream = requireStream(rows, name);
        return sortBy(stream.consumers.values(), (consumer) => consumer.name).map((consumer) =>
          describeConsumer(stream, consumer),
        );
      }),

    deleteConsumer: (name, consumer, options) =>
      write(options, (rows) => requireStream(rows, name).consumers.delete(consumer)),
  };
};

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
  let pending = 0;
  for (const [, count] of stream.subjects(undelivered(consumer))) pending += count;
  return {
    stream: stream.config.name,
    name,
    filters: [...filters],
    unsettled: [...deliveries.sequences()].filter((sequence) => messageAt(stream, sequence)).length,
    pending,
  };
};

const sortBy = <T>(items: Iterable<T>, keyOf: (item: T) => string): T[] =>
  [...items].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
