import { DeliverablesError, type StreamConfig } from '@agog/deliverables-core';
import { checkStreamConfig, filtersOverlap } from '@agog/deliverables-core/transport';
import { evict, nothing } from './evict.ts';
import type { Rows, StreamRow } from './rows.ts';
import { lookUpStream, requireStream, type Stream, see } from './stream.ts';

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
export const createStream = (rows: Rows, config: StreamConfig): Stream => {
  const known = lookUpStream(rows, config.name);
  if (known === null) {
    checkApart(rows, config);
    rows.insertStream(config);
    return requireStream(rows, config.name);
  }
  if (comparable(known.config) === comparable(config)) return known;
  throw conflict(`The stream ${config.name} exists with another configuration.`, known);
};

/** Changes a stream, and evicts what it does not keep any more. */
export const updateStream = (rows: Rows, name: string, changes: StreamChanges): Stream => {
  const known = requireStream(rows, name);
  const { retention } = known.config;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const config = copyConfig({ ...known.config, ...Object.fromEntries(given), name, retention });
  checkApart(rows, config);
  // What was too old stays away, whatever the new age.
  evict(rows, known, nothing);
  const stream = see(rows, { ...known, config });
  evict(rows, stream, nothing);
  rows.saveStream(stream);
  return requireStream(rows, name);
};

const checkApart = (rows: Rows, { name, subjects }: StreamConfig): void => {
  for (const other of rows.streams()) {
    if (other.config.name === name) continue;
    const shared = subjects.find((one) =>
      other.config.subjects.some((two) => filtersOverlap(one, two)),
    );
    if (shared === undefined) continue;
    throw conflict(`The stream ${other.config.name} takes subjects of ${shared} already.`, other);
  }
};

const comparable = (config: StreamConfig): string =>
  JSON.stringify({ ...config, subjects: config.subjects.toSorted() });

const conflict = (message: string, { config }: StreamRow) =>
  new DeliverablesError({
    code: 'stream_conflict',
    message,
    hint: 'Update that stream, or choose another name and other subjects.',
    details: { stream: config.name },
  });
