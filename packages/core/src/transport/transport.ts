/**
 * The seam. An adapter moves `{ subject, headers, body }` in and out of named streams and knows nothing of reports:
 * digests, notices, encodings and rosters are all above it. Factories return these interfaces.
 *
 * What every adapter must do, sentence by sentence, is written as data in `@agog/deliverables-conformance`.
 */

import type { CallOptions } from './call-options.ts';
import type { StreamAdmin } from './stream-admin.ts';

/**
 * One header: a name of visible ASCII without colon, and a value of visible ASCII and inner spaces, or an empty one.
 * Equal names keep their order among themselves.
 */
export type HeaderEntry = readonly [name: string, value: string];

/** The headers of a stored message: names are case-sensitive, `get` answers the first of equal names. A `Map` is one. */
export interface MessageHeaders extends Iterable<HeaderEntry> {
  get(name: string): string | undefined;
}

/** A message on its way in. */
export interface OutgoingMessage {
  readonly subject: string;
  readonly headers: readonly HeaderEntry[];
  /** Copied when `publish` is called: the caller may change it at once. */
  readonly body: Uint8Array;
}

/** How to store a message. */
export interface PublishOptions extends CallOptions {
  /**
   * Names this publish in its stream: a second publish with the same id within the stream's duplicate window stores
   * nothing and answers the first one's receipt. Used again for another subject or body, or after its message was
   * removed, an id is `message_id_conflict`. Stored as the header `Nats-Msg-Id`.
   */
  readonly messageId: string;
  /**
   * Refuse with `sequence_conflict` unless the newest message on the subject has this sequence; 0 means that there is
   * none. The error's details tell `expected` and `actual`. A retry of a publish that did arrive is answered with its
   * receipt: it is no conflict with itself.
   */
  readonly expectedSubjectSequence?: number | undefined;
}

/** Proof that a message is stored. */
export interface PublishReceipt {
  readonly stream: string;
  /** The message's place in its stream, from 1, never given twice. */
  readonly sequence: number;
  /** True when this message id was stored before, with this subject and these bytes; the receipt is then the first one's. */
  readonly duplicate: boolean;
}

/** A stored message without its body. */
export interface MessageHead {
  readonly stream: string;
  readonly subject: string;
  readonly sequence: number;
  /** When the stream stored it, by the stream's clock. */
  readonly time: Date;
  readonly headers: MessageHeaders;
  /** Bytes in the body. */
  readonly size: number;
}

/** A stored message. The body belongs to the receiver, who may change it. */
export interface StoredMessage extends MessageHead {
  readonly body: Uint8Array;
}

/** One message: the newest on a subject, or the one with a sequence. */
export type GetQuery =
  | {
      readonly stream: string;
      readonly subject: string;
      /**
       * Answer as the store was at this sequence or later: a replica that lags is not asked. If that message was
       * removed since, what is left is answered.
       */
      readonly minimumSequence?: number | undefined;
    }
  | { readonly stream: string; readonly sequence: number };

/**
 * Many messages of one stream, as they are when the read begins, in the order of their sequences. What is removed while
 * the read goes on may be missing.
 */
export interface ReadQuery {
  readonly stream: string;
  /** Subjects, or filters with `*` and `>`; a message matches when any does. Default: all. */
  readonly filters?: readonly string[] | undefined;
  /** Every message of the range, or only the newest of each subject within it. */
  readonly select: 'all' | 'last';
  /** The first sequence wanted. Default 1. */
  readonly fromSequence?: number | undefined;
  /** The last sequence wanted. Default: the stream's last when the read begins. */
  readonly toSequence?: number | undefined;
}

/**
 * How far a reader has come in each stream. A stream that the cursor does not name begins from its start, and so does
 * one created anew.
 */
export type Cursor = Readonly<Record<string, StreamPosition>>;

/** A place in one stream: everything up to and with `sequence` is behind it. */
export interface StreamPosition {
  /** When the stream was created, in ISO 8601: tells a stream from a later one of the same name. */
  readonly created: string;
  readonly sequence: number;
}

/**
 * Where a subscription begins: with what is stored from now on, with the first message there is, with the first one
 * stored at or after a time, with a sequence (itself included, even if it is still to come), or after a cursor.
 */
export type StartPosition =
  | 'new'
  | 'start'
  | { readonly time: Date }
  | { readonly sequence: number }
  | { readonly cursor: Cursor };

/** What to listen to. */
export interface SubscribeQuery {
  /** No work queues: these are `unsupported`, since what is in them belongs to whoever consumes it. */
  readonly streams: readonly string[];
  /** As in {@link ReadQuery}. */
  readonly filters?: readonly string[] | undefined;
  readonly from: StartPosition;
}

/**
 * Messages as they are stored, each once, in order within each stream. One busy stream does not keep the others
 * waiting. A stream deleted meanwhile is waited for; created anew it goes on from its start. Waits without end; when it
 * is closed or its `signal` aborts it ends with `done`, not with an error. A reader that falls behind loses nothing and
 * holds no more than a few messages in memory.
 */
export interface Subscription extends AsyncIterableIterator<StoredMessage>, AsyncDisposable {
  /**
   * Behind the last message handed out; pass it as `from` to go on later. A snapshot: it does not move, and can still be
   * read after the close.
   */
  readonly cursor: Cursor;
  close(): Promise<void>;
}

/** A durable listener, or a worker on a queue. */
export interface ConsumeOptions {
  readonly stream: string;
  /**
   * The name under which the stream remembers what was acknowledged. Consumers of one name share the messages. In a work
   * queue each message is for one name: a second one with overlapping filters is `consumer_conflict`.
   */
  readonly name: string;
  /** As in {@link ReadQuery}. Fixed when the name is first used: others are then `consumer_conflict`. */
  readonly filters?: readonly string[] | undefined;
  /** Where the name begins, when it is first used. Default `'start'`; in a work queue anything else is `unsupported`. */
  readonly from?: Exclude<StartPosition, { readonly cursor: Cursor }> | undefined;
  /**
   * A delivery not settled within this many milliseconds is delivered again. Default 30,000. Give the same wherever a
   * name is used: a store may keep only the last one given.
   */
  readonly acknowledgeWithin?: number | undefined;
  /** Ends the consumption. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One message, at least once, in the hands of one consumer: until it is settled, its time is over or its consumption
 * ends. After that `retry` and `extend` change nothing, `acknowledge` still counts, and none of them is an error.
 */
export interface Delivery {
  readonly message: StoredMessage;
  /** 1 on the first delivery. */
  readonly attempts: number;
  /** Done: never delivered to this name again; in a work queue, removed. Resolves once stored. */
  acknowledge(options?: CallOptions): Promise<void>;
  /** Not done: deliver it again, after `delay` milliseconds (default 0). */
  retry(options?: CallOptions & { readonly delay?: number | undefined }): Promise<void>;
  /** Still at it: start the acknowledgement time anew. */
  extend(options?: CallOptions): Promise<void>;
}

/**
 * Deliveries as they come. When it is closed or its `signal` aborts it ends with `done`; what was handed out and not
 * settled is delivered again at once, not after its time. When its stream or its name is deleted it fails with
 * `stream_not_found` or `consumer_not_found`, so that work does not stop unnoticed.
 */
export interface Consumption extends AsyncIterableIterator<Delivery>, AsyncDisposable {
  close(): Promise<void>;
}

/** What an adapter can do, as data. */
export interface TransportCapabilities {
  /** What was stored is there after everything was closed and opened again. */
  readonly persistent: boolean;
  /** Other processes can open the same store at the same time. */
  readonly shared: boolean;
  /** Streams with `retention: 'workqueue'`. */
  readonly workQueues: boolean;
  /** `admin.place` may pass over sequences, which then stay empty. */
  readonly skipsSequences: boolean;
}

/** An open way to streams. */
export interface Transport extends AsyncDisposable {
  readonly specificationVersion: 1;
  /** For messages to people: `memory`, `sqlite`, … */
  readonly name: string;
  readonly capabilities: TransportCapabilities;
  /** Stores a message; resolves once it is stored as durably as the store can. Which stream follows from the subject. */
  publish(message: OutgoingMessage, options: PublishOptions): Promise<PublishReceipt>;
  /** One message, or `null` when there is none. */
  get(query: GetQuery, options?: CallOptions): Promise<StoredMessage | null>;
  /** Many messages, bodies included. */
  read(query: ReadQuery, options?: CallOptions): AsyncIterable<StoredMessage>;
  /** As {@link Transport.read}, without fetching any body. */
  readHeads(query: ReadQuery, options?: CallOptions): AsyncIterable<MessageHead>;
  /** Resolves once the start is fixed: whatever is stored from then on is handed out. `signal` then ends the subscription. */
  subscribe(query: SubscribeQuery, options?: CallOptions): Promise<Subscription>;
  /** Resolves once the name is known to the stream. */
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** What manages the streams, or `null` for a connection that may not. */
  readonly admin: StreamAdmin | null;
  /** Ends every subscription and consumption, and releases what this transport opened. Every later call fails with `closed`. */
  close(): Promise<void>;
}
