import type { DeliverablesError, StreamConfig, StreamInfo } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import type { Api } from './api.ts';
import { foreignSettingsOf } from './foreign-settings.ts';

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

/** What a stream's description is to tell besides. */
export interface InfoQuery {
  readonly subjects_filter?: string | undefined;
  /** How many subjects to pass over. */
  readonly offset?: number | undefined;
  readonly deleted_details?: boolean | undefined;
}

/** A stream as JetStream describes it. */
export interface WireStreamInfo {
  /** How many subjects there are, where they were asked for. */
  readonly total?: number | undefined;
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
    /** Only where it was asked for. */
    readonly subjects?: Readonly<Record<string, number>> | undefined;
    /** As `subjects`: the sequences between the first and the last that hold no message. */
    readonly deleted?: readonly number[] | null | undefined;
  };
  /** Which server has the word over it. */
  readonly cluster?: { readonly leader?: string | undefined } | undefined;
}

/** In a millisecond. */
export const nanoseconds = 1_000_000;

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
  maxAge: limit(Math.round(config.max_age / nanoseconds)),
  maxMessageSize: limit(config.max_msg_size),
  duplicateWindow: Math.round((config.duplicate_window ?? 0) / nanoseconds),
});

/** A server's description of a stream as ours. */
export const readStreamInfo = ({ config, created, state }: WireStreamInfo): StreamInfo => ({
  config: readConfig(config),
  created: new Date(created),
  ...foreignSettingsOf(config),
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

/** Whether a server could have a stream or consumer of that name: any other would make a request for something else. */
export const canBeName = (name: string): boolean =>
  name.length <= 255 && /^[^\s.*>/\\\p{Cc}]+$/u.test(name);

/** What the server says of a stream now, or `null` when there is none. */
export const fetchStreamInfo = async (
  api: Api,
  stream: string,
  deadline: Deadline,
  query?: InfoQuery,
): Promise<WireStreamInfo | null> => {
  if (!canBeName(stream)) return null;
  const what = `Looking at the stream ${stream}`;
  const answer = await api.ask<WireStreamInfo>({
    path: `STREAM.INFO.${stream}`,
    body: query,
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
  query?: InfoQuery,
): Promise<WireStreamInfo> => {
  const info = await fetchStreamInfo(api, stream, deadline, query);
  if (info) return info;
  throw missingStream(stream);
};

/** @throws DeliverablesError `stream_not_found` for a name that no stream can have */
export const checkStreamName = (stream: string): void => {
  if (!canBeName(stream)) throw missingStream(stream);
};

const missingStream = (stream: string): DeliverablesError => {
  const error = { code: 404, err_code: 10059, description: `there is no stream ${stream}` };
  return apiFailure(error, `Looking at the stream ${stream}`, { stream });
};
