import type { StreamConfig } from '@agog/deliverables-core';
import { checkStreamConfig, fail } from '@agog/deliverables-core/transport';
import { again } from './engine.ts';
import { evict } from './evict.ts';
import { overlap } from './filters.ts';
import type { Rows, StreamRows } from './rows.ts';
import { requireStream } from './stream.ts';

/** What of a stream can be changed. */
export type StreamChanges = Partial<Omit<StreamConfig, 'name' | 'retention'>>;

/** A copy that nobody else can change. */
export const copyConfig = (config: StreamConfig): StreamConfig => ({
  ...config,
  subjects: [...config.subjects],
});

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
export const updateStream = (
  rows: Rows,
  name: string,
  changes: StreamChanges,
): StreamRows | typeof again => {
  const stream = requireStream(rows, name);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const config = { ...stream.config, ...Object.fromEntries(given) };
  checkStreamConfig(config);
  checkApart(rows, config);
  stream.config = config;
  return evict(stream, rows.latest()) ? stream : again;
};

const checkApart = (rows: Rows, { name, subjects }: StreamConfig): void => {
  for (const { config } of rows.streams.values()) {
    if (config.name !== name && overlap(subjects, config.subjects)) {
      conflict(`The stream ${config.name} takes some of these subjects already.`, config);
    }
  }
};

const comparable = (config: StreamConfig): string =>
  JSON.stringify(Object.entries({ ...config, subjects: config.subjects.toSorted() }).sort());

const conflict = (message: string, { name }: StreamConfig): never =>
  fail('stream_conflict', message, 'Update that stream, or use another name and other subjects.', {
    stream: name,
  });
