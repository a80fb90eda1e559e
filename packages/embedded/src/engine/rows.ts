import type { HeaderEntry, StreamConfig } from '@agog/deliverables-core';

/** A stream as a store keeps it. Times are milliseconds since 1970. */
export interface StreamRow extends Totals {
  readonly id: number;
  config: StreamConfig;
  /** Differs from that of every other stream this store ever had. */
  readonly created: number;
  lastSequence: number;
  lastTime: number;
  /** How many messages are in the store, expired ones included. */
  messages: number;
  /** Their subjects, headers and bodies. */
  bytes: number;
}

/** A message without its body. */
export interface HeadRow {
  readonly sequence: number;
  readonly subject: string;
  readonly time: number;
  readonly headers: readonly HeaderEntry[];
  /** Bytes in the body. */
  readonly size: number;
  /** Bytes that count against the stream's `maxBytes`. */
  readonly bytes: number;
}

/** Which heads, in the order of their sequences. */
export interface HeadRange {
  /** Only this subject; `null` for all. */
  readonly subject: string | null;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** What a stream holds of one subject. */
export interface SubjectRow {
  readonly subject: string;
  readonly messages: number;
  readonly last: number;
}

/** How much is, or was, there. */
export interface Totals {
  readonly messages: number;
  readonly bytes: number;
}

/** A message delivered and not settled. */
export interface DeliveryRow {
  readonly attempts: number;
  /** When it is to be delivered again. */
  readonly due: number;
}

/** A durable name. */
export interface ConsumerRow {
  readonly name: string;
  readonly filters: readonly string[];
  /** Only messages stored at or after this time. */
  readonly since: number;
  /** Everything up to here was delivered at least once, or not wanted. */
  readonly position: number;
  /** By sequence. */
  readonly deliveries: ReadonlyMap<number, DeliveryRow>;
}

/**
 * What a store keeps, as plain synchronous reads and writes without any meaning: that is the engine's. Used only within
 * the `read` and `write` of a {@link Store}. Streams are named by their ids, so that a later one of the same name is
 * another.
 */
export interface Rows {
  /** The store's clock. */
  now(): number;

  /** In the order of their names. */
  streams(): readonly StreamRow[];
  /** Gives it an id and a time of creation of its own. */
  insertStream(config: StreamConfig): void;
  saveStream(stream: StreamRow): void;
  deleteStream(stream: number): void;

  insertMessage(stream: number, head: HeadRow, body: Uint8Array): void;
  deleteMessage(stream: number, sequence: number): void;
  /** Removes everything up to and with a sequence. */
  deleteThrough(stream: number, sequence: number): Totals;
  heads(stream: number, range: HeadRange): readonly HeadRow[];
  /** The body of a message that is there; the caller's own. */
  body(stream: number, sequence: number): Uint8Array;
  /** The newest sequence on a subject, up to and with `to`; 0 for none. */
  lastOn(stream: number, subject: string, to: number): number;
  /** The first sequence stored after a time; `null` for none. */
  firstAfter(stream: number, time: number): number | null;
  /** Every subject between two sequences, in the order of their names. */
  subjects(stream: number, from: number, to: number): readonly SubjectRow[];

  /** The sequence a message id was given at or after a time; `null` for none. */
  sequenceOf(stream: number, messageId: string, since: number): number | null;
  rememberId(stream: number, messageId: string, sequence: number, time: number): void;
  forgetIds(stream: number, before: number): void;

  /** In the order of their names. */
  consumers(stream: number): readonly ConsumerRow[];
  /** Inserts or replaces. */
  saveConsumer(stream: number, consumer: ConsumerRow): void;
  deleteConsumer(stream: number, name: string): void;
}
