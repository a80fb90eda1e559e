import { requireStreamInfo } from '../api/stream-info.ts';
import { type Deadline, pause } from '../connection/deadline.ts';
import { createAllowedConsumer, mayPass } from '../consumer/consumer-rights.ts';
import { createPoller, isSetBack } from '../consumer/poller.ts';
import { createPuller } from '../consumer/puller.ts';
import type { Source, SourceOptions } from '../consumer/source.ts';
import { type ConsumerStart, deleteConsumer } from '../consumer/temporary-consumer.ts';
import type { Context } from '../context.ts';
import { positionBefore } from './position-before.ts';

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

/** What brings the messages, and where the reader stands in the stream that it belongs to. */
export interface Followed extends Progress {
  start(options: SourceOptions): Source;
}

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
      if (!mayPass(error)) throw error;
    }
    await pause(deadline, interval);
  }
};

/**
 * Makes a consumer behind what a reader has, and finds out which stream it belongs to: in one created anew the reader
 * stands at the start.
 */
export const follow = async (
  context: Context,
  from: Followable,
  deadline: Deadline,
): Promise<Followed> => {
  const { api } = context;
  const { stream, filters } = from;
  let progress: Progress = from;
  let start: ConsumerStart = { sequence: from.position + 1 };
  for (;;) {
    const request = { stream, filters, start, headersOnly: false };
    const consumer = await createAllowedConsumer(context, request, deadline);
    if (!consumer) return followByGets(context, from, deadline);
    const startPuller = (options: SourceOptions): Source =>
      createPuller(context, consumer, options);
    try {
      const info = await requireStreamInfo(api, stream, deadline);
      const { created } = info;
      const isSame = created === progress.created;
      // One older than the stream belonged to the stream before it.
      if (isSame && !isEarlier(consumer.created, created)) {
        const { last } = progress;
        if ('time' in start) {
          return { start: startPuller, created, position: consumer.before, last: null };
        }
        if (!isSetBack(info, last?.sequence ?? 0)) {
          return { ...progress, created, start: startPuller };
        }
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

/** As {@link follow}, for whoever may have no consumer. */
const followByGets = async (
  context: Context,
  { stream, filters, ...from }: Followable,
  deadline: Deadline,
): Promise<Followed> => {
  const info = await requireStreamInfo(context.api, stream, deadline);
  const { created } = info;
  let progress: Progress = created === from.created ? from : { created, position: 0, last: null };
  const { last } = progress;
  if (last && isSetBack(info, last.sequence)) {
    const time = new Date(last.time.getTime() + 1);
    const position = await positionBefore(context.api, { stream, info, time }, deadline);
    progress = { created, position, last: null };
  }
  const { position, last: newest } = progress;
  const what = { stream, filters, info, from: position + 1, seen: newest?.sequence ?? 0 };
  return { ...progress, start: (options) => createPoller(context, what, options) };
};

/** Compares two times as the server writes them, to the nanosecond. */
const isEarlier = (one: string, other: string): boolean => inFull(one) < inFull(other);

const inFull = (time: string): string => {
  const [seconds = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
};
