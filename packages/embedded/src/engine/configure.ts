import type { StreamConfig } from '@agog/deliverables-core';
import { checkStreamConfig, fail } from '@agog/deliverables-core/transport';
import { evict } from './evict.ts';
import { findOverlap } from './filters.ts';
import type { Rows, StreamRows } from './rows.ts';
import { requireStream } from './stream.ts';

/** What of a stream can be changed. */
export type StreamChanges = Partial<Omit<StreamConfig, 'name' | 'retention'>>;

/** A checked copy with the fields of a config only, always in the same order. */
export const copyConfig = (config: StreamConfig): StreamConfig => {
  checkStreamConfig(config);
  return {
    name: config.name,
    subjects: [...config.subjects],
    retention: config.retention,
    discard: config.discard,
    description: config.description,
    maxMessages: config.maxMessages,
    maxBytes: config.maxBytes,
    maxAge: config.maxAge,
    maxMessageSize: config.maxMessageSize,
    duplicateWindow: config.duplicateWindow,
  };
};

/** Creates a stream, or answers the one there is when it is the same. */
export const createStream = (rows: Rows, config: StreamConfig): StreamRows => {
  const known = rows.streams.get(config.name);
  if (!known) {
    checkApart(rows, config);
    rows.insertStream(config);
  } else if (comparable(known.config) !== comparable(config)) {
    conflict(`The stream ${config.name} exists with another configuration.`, config);
  }
  return requireStream(rows, config.name);
};

/** Changes a stream, and evicts what it does not keep any more. */
export const updateStream = (rows: Rows, name: string, changes: StreamChanges): StreamRows => {
  const stream = requireStream(rows, name);
  const { retention } = stream.config;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const config = copyConfig({ ...stream.config, ...Object.fromEntries(given), name, retention });
  checkApart(rows, config);
  stream.config = config;
  evict(stream, rows.now());
  return stream;
};

const checkApart = (rows: Rows, { name, subjects }: StreamConfig): void => {
  for (const { config } of rows.streams.values()) {
    const shared = config.name !== name && findOverlap(subjects, config.subjects);
    if (shared) conflict(`The stream ${config.name} takes subjects of ${shared} already.`, config);
  }
};

const comparable = (config: StreamConfig): string =>
  JSON.stringify({ ...config, subjects: config.subjects.toSorted() });

const conflict = (message: string, { name }: StreamConfig): never =>
  fail(
    'stream_conflict',
    message,
    'Update that stream, or choose another name and other subjects.',
    { stream: name },
  );
