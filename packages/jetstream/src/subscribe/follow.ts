import { DeliverablesError, type ErrorCode } from '@agog/deliverables-core';
import { requireStreamInfo, type WireStreamInfo } from '../api/stream-info.ts';
import { type Deadline, pause } from '../connection/deadline.ts';
import {
  type ConsumerStart,
  createConsumer,
  deleteConsumer,
  type TemporaryConsumer,
} from '../consumer/temporary-consumer.ts';
import type { Context } from '../context.ts';

/** How often to look for a stream that is not there, or cannot be read just now, in milliseconds. */
const interval = 400;

/** How far a reader has come in a stream. */
export interface Progress {
  readonly created: string;
  readonly position: number;
  /** The last message that came, and when the stream had stored it. */
  readonly last: { readonly sequence: number; readonly time: Date } | null;
}

/** What to follow. */
export interface Followable extends Progress {
  readonly stream: string;
  readonly filters: readonly string[];
}

/** A consumer, and where the reader stands in the stream that it belongs to. */
export interface Followed extends Progress {
  readonly consumer: TemporaryConsumer;
}

/** What waiting does not help against. */
const lasting: readonly ErrorCode[] = [
  'aborted',
  'authentication_failed',
  'closed',
  'invalid_argument',
  'invalid_subject',
  'permission_denied',
  'timeout',
];

/** As {@link follow}, however long it takes: a stream that was deleted is waited for. */
export const followAgain = async (
  context: Context,
  from: Followable,
  deadline: Deadline,
): Promise<Followed> => {
  for (;;) {
    try {
      return await follow(context, from, deadline);
    } catch (error) {
      if (lasting.includes(DeliverablesError.from(error).code)) throw error;
    }
    await pause(deadline, interval);
  }
};

/**
 * Makes a consumer behind what a reader has, and finds out which stream it belongs to: in one created anew the reader
 * stands at the start.
 */
export const follow = async (
  { api }: Context,
  from: Followable,
  deadline: Deadline,
): Promise<Followed> => {
  const { stream, filters } = from;
  let progress: Progress = from;
  let start: ConsumerStart = { sequence: from.position + 1 };
  for (;;) {
    const request = { stream, filters, start, headersOnly: false };
    const consumer = await createConsumer(api, request, deadline);
    try {
      const info = await requireStreamInfo(api, stream, deadline);
      const { created } = info;
      const isSame = created === progress.created;
      // One older than the stream belonged to the stream before it.
      if (isSame && !isEarlier(consumer.created, created)) {
        const { last } = progress;
        if ('time' in start) return { consumer, created, position: consumer.before, last: null };
        if (!isSetBack(info, last)) return { consumer, ...progress, created };
        start = { time: new Date((last?.time.getTime() ?? 0) + 1) };
      } else if (!isSame) {
        progress = { created, position: 0, last: null };
        start = { sequence: 1 };
      }
    } catch (error) {
      await deleteConsumer(api, consumer);
      throw error;
    }
    await deleteConsumer(api, consumer);
  }
};

/**
 * Whether the stream ends before what came from it: its only server lost the end in a power cut, or was given an older
 * copy. What it stores then gets these sequences once more.
 */
const isSetBack = ({ config, state }: WireStreamInfo, last: Progress['last']): boolean =>
  last !== null && (config.num_replicas ?? 1) === 1 && state.last_seq < last.sequence;

/** Compares two times as the server writes them, to the nanosecond. */
const isEarlier = (one: string, other: string): boolean => inFull(one) < inFull(other);

const inFull = (time: string): string => {
  const [seconds = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
};
