import type { CallOptions } from './call-options.ts';

/** How much a stream keeps. `null` means without limit. */
export interface StreamLimits {
  readonly maxMessages: number | null;
  /** Counts subjects, headers and bodies. A larger message is refused with `message_too_large`. */
  readonly maxBytes: number | null;
  /** In milliseconds. A message goes soon after, never before, and does not come back. A server may round it up to 100. */
  readonly maxAge: number | null;
  /** Headers and body of one message, in bytes. */
  readonly maxMessageSize: number | null;
  /** How long a message id is remembered, in milliseconds; not longer than `maxAge`. A server may round it up to 100. */
  readonly duplicateWindow: number;
}

/** A stream as data. */
export interface StreamConfig extends StreamLimits {
  readonly name: string;
  /** The subjects it takes; filters allowed. No two streams may overlap. */
  readonly subjects: readonly string[];
  /** `limits` keeps messages until a limit evicts them; `workqueue` until one consumer has acknowledged them. */
  readonly retention: 'limits' | 'workqueue';
  /** At a limit: evict the oldest, or refuse the newest with `stream_full`. */
  readonly discard: 'old' | 'new';
  /** What the stream is for, in a sentence; may be empty. */
  readonly description: string;
}

/** A stream and what is in it. */
export interface StreamInfo {
  readonly config: StreamConfig;
  readonly created: Date;
  readonly state: StreamState;
  /**
   * Settings by the store's own names that no stream created here has, such as `{ storage: 'memory' }`. Left out where
   * there are none.
   */
  readonly foreignSettings?: Readonly<Record<string, unknown>> | undefined;
}

/** Figures of a stream. An empty stream has `firstSequence === lastSequence + 1`. */
export interface StreamState {
  readonly messages: number;
  readonly bytes: number;
  readonly firstSequence: number;
  /** The highest sequence ever given, or passed over by a purge; 0 before the first message. */
  readonly lastSequence: number;
  readonly firstTime: Date | null;
  readonly lastTime: Date | null;
  /** How many durable names consume it. */
  readonly consumers: number;
}

/** A durable name on a stream. */
export interface ConsumerInfo {
  readonly stream: string;
  readonly name: string;
  readonly filters: readonly string[];
  /** Delivered and not yet settled. */
  readonly unsettled: number;
  /** Matching messages not yet delivered. */
  readonly pending: number;
}

/** Which messages to remove; the conditions given must all hold, and none given means every message. */
export interface PurgeQuery {
  /** A subject or filter. */
  readonly filter?: string | undefined;
  /**
   * Only messages before this sequence. Beyond the stream's end these are all, and the next message may get this
   * sequence. Not together with `keep`.
   */
  readonly beforeSequence?: number | undefined;
  /** Keep this many of the newest matching messages. Not together with `beforeSequence`. */
  readonly keep?: number | undefined;
}

/** A copy of a message, with the sequence that it has in another store. */
export interface PlacedMessage {
  readonly sequence: number;
  readonly subject: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The caller leaves it as it is until the call is answered. */
  readonly body: Uint8Array;
}

/**
 * Manages the streams of a store. Every call but `list`, `info`, `find`, `create` and `deleteStream` fails with
 * `stream_not_found` for a missing stream.
 */
export interface StreamAdmin {
  list(options?: CallOptions): Promise<StreamInfo[]>;
  /** `null` when there is no such stream. */
  info(stream: string, options?: CallOptions): Promise<StreamInfo | null>;
  /** The names of the streams that take any subject matched by the filter, sorted. */
  find(filter: string, options?: CallOptions): Promise<string[]>;
  /** How many messages each subject holds, for the subjects matched by the filter (default all). */
  subjects(
    stream: string,
    filter?: string,
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, number>>;
  /** Idempotent for an equal config; `stream_conflict` where name or subjects are taken otherwise. */
  create(config: StreamConfig, options?: CallOptions): Promise<StreamInfo>;
  /**
   * Changes limits, subjects or description; evicts at once what the new limits do not keep. Any other change is
   * `invalid_argument`.
   */
  update(
    stream: string,
    changes: Partial<Omit<StreamConfig, 'name' | 'retention'>>,
    options?: CallOptions,
  ): Promise<StreamInfo>;
  /** Answers how many messages it removed. Sequences are never given again. */
  purge(stream: string, query?: PurgeQuery, options?: CallOptions): Promise<number>;
  /** False when there was no such message. */
  deleteMessage(stream: string, sequence: number, options?: CallOptions): Promise<boolean>;
  /**
   * Stores a copy under its sequence, with its headers as they are: with a message id or without, and also with one that
   * was stored before. The sequence has to be the stream's next, or a later one where the capabilities say so; else it is
   * `sequence_conflict`, whose details tell the stream's last one as `actual`. Copies placed without waiting are stored in
   * the order of the calls. Sent once: a `timeout` or `store_unavailable` leaves open whether it is stored.
   */
  place(stream: string, message: PlacedMessage, options?: CallOptions): Promise<void>;
  /** False when there was no such stream. */
  deleteStream(stream: string, options?: CallOptions): Promise<boolean>;
  consumers(stream: string, options?: CallOptions): Promise<ConsumerInfo[]>;
  /** False when there was no such consumer. */
  deleteConsumer(stream: string, name: string, options?: CallOptions): Promise<boolean>;
}
