import type { HeaderEntry, StreamConfig } from '@agog/deliverables-core';
import type { Clock } from './clock.ts';

/** A stored message without its body. Times are milliseconds since 1970. */
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

/** A stored message. A store may fetch the body, and the headers, when they are looked at. */
export interface MessageRow extends HeadRow {
  /** The store's own: to be copied before it is handed out. */
  readonly body: Uint8Array;
}

/** Which messages; the conditions given must all hold. */
export interface MessageRange {
  /** Subjects or filters, of which one must match; none want every message. */
  readonly filters?: readonly string[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only what was stored at or after this time. */
  readonly since?: number;
}

/** A message delivered and not settled. */
export interface DeliveryRow {
  readonly sequence: number;
  readonly attempts: number;
  /** When it is to be delivered again. */
  readonly due: number;
}

/** The deliveries of a durable name, by sequence. */
export interface DeliveryRows {
  get(sequence: number): DeliveryRow | undefined;
  set(delivery: DeliveryRow): void;
  delete(sequence: number): void;
  sequences(): Iterable<number>;
  /** The one that is due before all others. */
  first(): DeliveryRow | undefined;
}

/** A durable name as it begins. */
export interface ConsumerStart {
  readonly name: string;
  readonly filters: readonly string[];
  /** Only messages stored at or after this time. */
  readonly since: number;
  /** Everything up to here was delivered at least once, or not wanted. */
  readonly position: number;
}

/** A durable name. */
export interface ConsumerRow extends Omit<ConsumerStart, 'position'> {
  /** Differs from that of every other name this stream ever had, of one deleted and made again too. */
  readonly id: number;
  /** As in {@link ConsumerStart}; stored when it is assigned. */
  position: number;
  readonly deliveries: DeliveryRows;
}

/** Durable names. */
export interface ConsumerRows {
  readonly size: number;
  get(name: string): ConsumerRow | undefined;
  values(): Iterable<ConsumerRow>;
  insert(start: ConsumerStart): ConsumerRow;
  delete(name: string): boolean;
}

/** A stream as it is to be seen now: what has expired is not there. */
export interface StreamRows {
  /** In ISO 8601. Differs from that of every other stream this store ever had. */
  readonly created: string;
  /** Stored when it is assigned. */
  config: StreamConfig;
  readonly lastSequence: number;
  /** That of the newest message ever, at first the time of creation. It never goes back. */
  readonly lastTime: number;
  readonly messages: number;
  readonly bytes: number;
  readonly consumers: ConsumerRows;

  /** In the order of their sequences, read as they are asked for; nothing may be changed meanwhile. */
  list(range: MessageRange): Iterable<MessageRow>;
  /** The newest sequence on a subject; 0 for none. */
  newestOn(subject: string): number;
  /** How many messages there are on each subject, and the newest sequence of them. */
  subjects(range: MessageRange): Iterable<[subject: string, count: number, newest: number]>;
  /** The sequence that a message id was given within the duplicate window before a time. */
  sequenceOf(messageId: string, time: number): number | undefined;
  /** A message id, where there is one, is remembered from then on as this message's. */
  insert(message: MessageRow, messageId: string | undefined): void;
  /** Answers how many there were. */
  remove(range: MessageRange): number;
}

/**
 * What a store keeps, as plain synchronous reads and writes without any meaning: that is the engine's. Good for one
 * `read` or `write` of its {@link Store}.
 */
export interface Rows extends Clock {
  /** By name. */
  readonly streams: ReadonlyMap<string, StreamRows>;
  insertStream(config: StreamConfig): void;
  /** False while there is more to delete: to be called again, after others have had a turn. */
  deleteStream(name: string): boolean;
}
