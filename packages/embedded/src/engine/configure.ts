import {
  checkStreamConfig,
  DeliverablesError,
  filtersOverlap,
  type StreamConfig,
} from '@agog/deliverables-core';
import { evictExpired, evictOldest } from './evict.ts';
import { lookUpStream, requireStream } from './find-stream.ts';
import type { Rows, StreamRow } from './rows.ts';

/** What of a stream can be changed. */
export type StreamChanges = Partial<Omit<StreamConfig, 'name' | 'retention'>>;

/** A checked config with its own fields only, so that equal configs are equal as data. */
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
export const createStream = (rows: Rows, config: StreamConfig, now: number): StreamRow => {
  const known = lookUpStream(rows, config.name);
  if (known === null) {
    checkApart(rows, config);
    return rows.insertStream(config, now);
  }
  if (isSame(known.config, config)) return known;
  throw conflict(`The stream ${config.name} exists with another configuration.`, config.name);
};

/** Changes a stream, and evicts what it does not keep any more. */
export const updateStream = (
  rows: Rows,
  name: string,
  changes: StreamChanges,
  now: number,
): StreamRow => {
  const stream = requireStream(rows, name);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const { retention } = stream.config;
  const config = copyConfig({ ...stream.config, ...Object.fromEntries(given), name, retention });
  checkApart(rows, config);
  stream.config = config;
  evictExpired(rows, stream, now);
  evictOldest(rows, stream, { messages: 0, bytes: 0 });
  rows.saveStream(stream);
  return stream;
};

const checkApart = (rows: Rows, { name, subjects }: StreamConfig): void => {
  for (const { config } of rows.streams()) {
    if (config.name === name) continue;
    const shared = subjects.find((one) => config.subjects.some((two) => filtersOverlap(one, two)));
    if (shared === undefined) continue;
    throw conflict(
      `The stream ${name} cannot take ${shared}: the stream ${config.name} takes such subjects.`,
      config.name,
    );
  }
};

const isSame = (one: StreamConfig, other: StreamConfig): boolean =>
  JSON.stringify({ ...one, subjects: one.subjects.toSorted() }) ===
  JSON.stringify({ ...other, subjects: other.subjects.toSorted() });

const conflict = (message: string, stream: string) =>
  new DeliverablesError({
    code: 'stream_conflict',
    message,
    hint: 'Update the stream that is there, or choose another name and other subjects.',
    details: { stream },
  });
