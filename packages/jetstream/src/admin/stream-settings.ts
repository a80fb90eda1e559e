import type { StreamConfig } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { nanoseconds, readConfig, type WireConfig } from '../api/stream-info.ts';

/** The shortest span of time that a server takes for a limit, in milliseconds. */
const shortest = 100;

const toNanoseconds = (milliseconds: number): number =>
  Math.max(milliseconds, shortest) * nanoseconds;

/** Those of a stream's settings that are given, as JetStream writes them. */
export const encodeSettings = (settings: Partial<StreamConfig>): Partial<WireConfig> => {
  const { subjects, discard, description, duplicateWindow } = settings;
  const { maxMessages, maxBytes, maxAge, maxMessageSize } = settings;
  return {
    ...(subjects !== undefined && { subjects: [...subjects] }),
    ...(discard !== undefined && { discard }),
    ...(description !== undefined && { description }),
    ...(maxMessages !== undefined && { max_msgs: maxMessages ?? -1 }),
    ...(maxBytes !== undefined && { max_bytes: maxBytes ?? -1 }),
    ...(maxAge !== undefined && { max_age: maxAge === null ? 0 : toNanoseconds(maxAge) }),
    ...(maxMessageSize !== undefined && { max_msg_size: maxMessageSize ?? -1 }),
    // A window of 0 would be two minutes.
    ...(duplicateWindow !== undefined && { duplicate_window: toNanoseconds(duplicateWindow) }),
  };
};

/** All settings of a new stream. */
export const encodeConfig = (config: StreamConfig, replicas: number): WireConfig => ({
  max_msgs: -1,
  max_bytes: -1,
  max_age: 0,
  discard: config.discard,
  ...encodeSettings(config),
  name: config.name,
  retention: config.retention,
  storage: 'file',
  num_replicas: replicas,
  allow_direct: true,
});

/** What of a stream must be as asked for, in a form that compares. */
const essence = (wire: WireConfig): Readonly<Record<string, unknown>> => ({
  ...readConfig(wire),
  subjects: wire.subjects?.toSorted(),
  retention: wire.retention,
  storage: wire.storage,
});

/** @throws DeliverablesError `stream_conflict` with the settings in which a stream differs from those asked for */
export const requireSettings = (actual: WireConfig, asked: WireConfig): void => {
  const [is, should] = [essence(actual), essence(asked)];
  const differing = Object.keys(should).filter(
    (key) => JSON.stringify(is[key]) !== JSON.stringify(should[key]),
  );
  if (differing.length === 0) return;
  const list = differing.map(
    (key) => `${key} ${JSON.stringify(is[key])} instead of ${JSON.stringify(should[key])}`,
  );
  fail(
    'stream_conflict',
    `The stream ${asked.name} exists with another configuration: ${list.join(', ')}.`,
    'Update that stream, or use another name and other subjects.',
    { stream: asked.name, differing },
  );
};
