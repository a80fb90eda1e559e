import {
  type ConsumerInfo,
  checkFilter,
  checkToken,
  filtersOverlap,
  type StreamAdmin,
  type StreamInfo,
} from '@agog/deliverables-core';
import { checkPurge, checkSequence } from './check-query.ts';
import { countPending } from './claim.ts';
import { copyConfig, createStream, updateStream } from './configure.ts';
import type { StreamConsumer } from './consumer.ts';
import type { Engine } from './engine.ts';
import { removeMessage } from './evict.ts';
import { lookUpStream, requireStream } from './find-stream.ts';
import { purge } from './purge.ts';
import type { Rows, StreamRow } from './rows.ts';
import { isWanted } from './scan.ts';
import { headAt, stateOf, visibleFrom } from './visible.ts';

/** Manages the streams of a store. */
export const createAdmin = ({ store, now, begin }: Engine): StreamAdmin => ({
  async list(options) {
    return store.read(
      (rows) => rows.streams().map((stream) => describe(rows, stream, now())),
      begin(options)(),
    );
  },

  async info(name, options) {
    return store.read((rows) => {
      const stream = lookUpStream(rows, name);
      return stream && describe(rows, stream, now());
    }, begin(options)());
  },

  async find(filter, options) {
    checkFilter(filter);
    const streams = await store.read(
      (rows) => rows.streams().map(({ config }) => config),
      begin(options)(),
    );
    return streams
      .filter(({ subjects }) => subjects.some((subject) => filtersOverlap(subject, filter)))
      .map(({ name }) => name);
  },

  async subjects(name, filter = '>', options) {
    checkFilter(filter);
    return store.read((rows) => {
      const stream = requireStream(rows, name);
      const from = visibleFrom(rows, stream, now());
      const subjects = rows.subjects(stream.id, from, stream.lastSequence);
      return new Map(
        subjects
          .filter(({ subject }) => isWanted(subject, [filter]))
          .map(({ subject, messages }) => [subject, messages]),
      );
    }, begin(options)());
  },

  async create(config, options) {
    const copy = copyConfig(config);
    return store.write(
      (rows) => describe(rows, createStream(rows, copy, now()), now()),
      begin(options)(),
    );
  },

  async update(name, changes, options) {
    return store.write(
      (rows) => describe(rows, updateStream(rows, name, changes, now()), now()),
      begin(options)(),
    );
  },

  async purge(name, query = {}, options) {
    checkPurge(query);
    return store.write((rows) => purge(rows, name, query, now()), begin(options)());
  },

  async deleteMessage(name, sequence, options) {
    checkSequence(sequence, 1);
    return store.write((rows) => {
      const stream = requireStream(rows, name);
      const head = headAt(rows, stream, sequence, now());
      if (head === null) return false;
      removeMessage(rows, stream, head);
      rows.saveStream(stream);
      return true;
    }, begin(options)());
  },

  async deleteStream(name, options) {
    return store.write((rows) => {
      const stream = lookUpStream(rows, name);
      if (stream !== null) rows.deleteStream(stream.id);
      return stream !== null;
    }, begin(options)());
  },

  async consumers(name, options) {
    return store.read((rows) => {
      const stream = requireStream(rows, name);
      return rows
        .consumers(stream.id)
        .map((consumer) => describeConsumer(rows, { stream, consumer }, now()));
    }, begin(options)());
  },

  async deleteConsumer(name, consumer, options) {
    checkToken(consumer, 'consumer');
    return store.write((rows) => {
      const stream = requireStream(rows, name);
      const known = rows.consumers(stream.id).find((one) => one.name === consumer);
      if (known !== undefined) rows.deleteConsumer(known.id);
      return known !== undefined;
    }, begin(options)());
  },
});

const describe = (rows: Rows, stream: StreamRow, now: number): StreamInfo => ({
  config: structuredClone(stream.config),
  created: new Date(stream.created),
  state: stateOf(rows, stream, now),
});

const describeConsumer = (
  rows: Rows,
  { stream, consumer }: StreamConsumer,
  now: number,
): ConsumerInfo => ({
  stream: stream.config.name,
  name: consumer.name,
  filters: [...consumer.filters],
  unsettled: rows
    .deliveries(consumer.id)
    .filter(({ sequence }) => headAt(rows, stream, sequence, now) !== null).length,
  pending: countPending(rows, { stream, consumer }, now),
});
