import type { StreamConfig } from '@agog/deliverables-core';
import { checkStreamConfig } from '@agog/deliverables-core/transport';
import {
  readConfig,
  requireStreamInfo,
  type WireConfig,
  type WireStreamInfo,
} from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import { encodeConfig, encodeSettings, requireSettings } from './stream-settings.ts';

/** What of a stream can be changed. */
export type StreamChanges = Partial<Omit<StreamConfig, 'name' | 'retention'>>;

/** Creates a stream, or answers the one there is when it has these settings. */
export const createStream = async (
  { api, replicas }: Context,
  config: StreamConfig,
  deadline: Deadline,
): Promise<WireStreamInfo> => {
  const { name } = config;
  const what = `Creating the stream ${name}`;
  const body = encodeConfig(config, replicas);
  const request = { path: `STREAM.CREATE.${name}`, body, what, deadline, repeatable: true };
  const answer = await api.ask<WireStreamInfo>(request);
  if ('error' in answer && answer.error.err_code !== otherConfiguration) {
    throw apiFailure(answer.error, what, { stream: name });
  }
  // A server compares more than is asked for here: what somebody added to a stream of ours does not make it another.
  const info = 'reply' in answer ? answer.reply : await requireStreamInfo(api, name, deadline);
  requireSettings(info.config, body);
  return info;
};

const otherConfiguration = 10058;

/** A stream that other programs made may have what no stream made here has; only what is changed is looked at. */
const checkChanged = (config: WireConfig, changes: StreamChanges): void => {
  const standIn = { name: 'any', subjects: ['any'], retention: 'limits', description: '' } as const;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  checkStreamConfig({ ...readConfig(config), ...standIn, ...Object.fromEntries(given) });
};

/** Changes some settings of a stream and leaves the others as they are, also those that are unknown here. */
export const updateStream = async (
  { api, known }: Context,
  stream: string,
  changes: StreamChanges,
  deadline: Deadline,
): Promise<WireStreamInfo> => {
  const { config } = await requireStreamInfo(api, stream, deadline);
  checkChanged(config, changes);
  const body: WireConfig = { ...config, ...encodeSettings(changes) };
  const info = await api.call<WireStreamInfo>({
    path: `STREAM.UPDATE.${stream}`,
    body,
    what: `Updating the stream ${stream}`,
    deadline,
    repeatable: true,
    details: { stream },
  });
  known.forget(stream);
  requireSettings(info.config, body);
  return info;
};
