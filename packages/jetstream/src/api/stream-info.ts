import type { StreamConfig, StreamInfo } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import type { Api } from './api.ts';

/** The settings of a stream as JetStream writes them, as far as they are read or set here. Durations in nanoseconds. */
export interface WireConfig {
  readonly name: string;
  readonly subjects?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly retention: 'limits' | 'workqueue' | 'interest';
  readonly storage: 'file' | 'memory';
  readonly discard: 'old' | 'new';
  readonly max_msgs: number;
  readonly max_bytes: number;
  readonly max_age: number;
  readonly max_msg_size?: number | undefined;
  readonly duplicate_window?: number | undefined;
  readonly num_replicas?: number | undefined;
  readonly allow_direct?: boolean | undefined;
}

/** A stream as JetStream describes it. */
export interface WireStreamInfo {
  readonly config: WireConfig;
  readonly created: string;
  readonly state: {
    readonly messages: number;
    readonly bytes: number;
    readonly first_seq: number;
    readonly first_ts: string;
    readonly last_seq: number;
    readonly last_ts: string;
    readonly consumer_count: number;
    readonly subjects?: Readonly<Record<string, number>> | undefined;
  };
}

const nanoseconds = 1_000_000;

const limit = (value: number | undefined): number | null =>
  value === undefined || value <= 0 ? null : value;

/** A server's settings as a stream's configuration. */
export const readConfig = (config: WireConfig): StreamConfig => ({
  name: config.name,
  subjects: config.subjects ?? [],
  retention: config.retention === 'workqueue' ? 'workqueue' : 'limits',
  discard: config.discard,
  description: config.description ?? '',
  maxMessages: limit(config.max_msgs),
  maxBytes: limit(config.max_bytes),
  maxAge: limit(config.max_age / nanoseconds),
  maxMessageSize: limit(config.max_msg_size),
  duplicateWindow: (config.duplicate_window ?? 0) / nanoseconds,
});

/** A server's description of a stream as ours. */
export const readStreamInfo = ({ config, created, state }: WireStreamInfo): StreamInfo => ({
  config: readConfig(config),
  created: new Date(created),
  state: {
    messages: state.messages,
    bytes: state.bytes,
    firstSequence: state.messages === 0 ? state.last_seq + 1 : state.first_seq,
    lastSequence: state.last_seq,
    firstTime: state.messages === 0 ? null : new Date(state.first_ts),
    lastTime: state.messages === 0 ? null : new Date(state.last_ts),
    consumers: state.consumer_count,
  },
});

/** What the server says of a stream now, or `null` when there is none. */
export const fetchStreamInfo = async (
  api: Api,
  stream: string,
  deadline: Deadline,
): Promise<WireStreamInfo | null> => {
  const what = `Looking at the stream ${stream}`;
  const answer = await api.ask<WireStreamInfo>({
    path: `STREAM.INFO.${stream}`,
    what,
    deadline,
    repeatable: true,
  });
  if ('reply' in answer) return answer.reply;
  if (answer.error.err_code === 10059) return null;
  throw apiFailure(answer.error, what, { stream });
};

/** As {@link fetchStreamInfo}; throws `stream_not_found` when there is none. */
export const requireStreamInfo = async (
  api: Api,
  stream: string,
  deadline: Deadline,
): Promise<WireStreamInfo> => {
  const info = await fetchStreamInfo(api, stream, deadline);
  if (info) return info;
  const error = { code: 404, err_code: 10059, description: `there is no stream ${stream}` };
  throw apiFailure(error, `Looking at the stream ${stream}`, { stream });
};
