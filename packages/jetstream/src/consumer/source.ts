import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';

/** A message of a stream, as it came. */
export interface Arrival {
  readonly subject: string;
  readonly sequence: number;
  readonly time: Date;
  /** How many bytes came with it. */
  readonly size: number;
  /** Matching messages behind this one, where that is known. */
  readonly pending: number | null;
  /** Whether the reader's filters match it: what is asked for may be wider. */
  readonly isWanted: boolean;
  toMessage(): StoredMessage;
  toHead(): MessageHead;
}

/** What a source is to bring. */
export interface SourceOptions {
  /** No message behind this sequence is wanted; `null` where there is no end, and what is still to come is waited for. */
  readonly upTo: number | null;
  /** How long silence is borne, in milliseconds. */
  readonly patience?: number | undefined;
  /** Called when something came or changed. */
  readonly onChange?: (() => void) | undefined;
}

/** The messages of a stream from a sequence on: what is there a little ahead of its reader, what is to come when he asks. */
export interface Source {
  /** The next message that came, if one is there. */
  take(): Arrival | undefined;
  /** Everything up to the end was taken, as far as the server knows. */
  readonly isDone: boolean;
  /** A message that the server has is on its way, and none is here. */
  readonly isExpecting: boolean;
  /** Anything came from the server at all. */
  readonly hasHeard: boolean;
  /** Why nothing more will come: the source is gone or something was lost; or with an error. */
  readonly ended: 'lost' | { readonly error: unknown } | null;
  /** Waits for a change. */
  changed(deadline: Deadline): Promise<void>;
  close(): Promise<void>;
}

/** What a source holds at most, and so about how much is in memory. Replays are no faster with more. */
export const mostMessages = 500;
export const mostBytes: number = 4 * 1024 * 1024;

/** What is held when more is asked for: so little that the two together are not much more than one. */
export const few = 0.25;

/** What a message counts besides its body, in bytes. */
export const overhead = 512;
