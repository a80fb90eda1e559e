import type { StoredMessage, StreamPosition } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import { leastPatience } from '../consumer/pull.ts';
import type { Source } from '../consumer/source.ts';
import type { Context } from '../context.ts';
import { type Followed, follow, followAgain, type Progress } from './follow.ts';
import type { Place } from './start-position.ts';

/** The longest silence that is borne, in milliseconds: a large message on a slow line is silent as well. */
const mostPatience = 60_000;

/** One stream of a subscription. */
export interface Tail {
  readonly stream: string;
  /** Makes the first source; what goes wrong there is told. */
  open(deadline: Deadline): Promise<void>;
  /** The next message, if one is there, or throws what ended the tail. Sees to it that more comes. */
  take(): StoredMessage | undefined;
  /** A message that the server has is on its way, and none is here. */
  readonly isExpecting: boolean;
  /** Behind the last message taken. */
  readonly position: StreamPosition;
  close(): Promise<void>;
}

/** How to follow. */
export interface TailOptions {
  readonly filters: readonly string[];
  /** Without end, but for the close of the subscription. */
  readonly deadline: Deadline;
  /** Called when there may be something to take. */
  wake(): void;
}

/** Follows a stream from a place on. */
export const createTail = (
  context: Context,
  { stream, created, position, since: start }: Place,
  { filters, deadline, wake }: TailOptions,
): Tail => {
  let progress: Progress = { created, position, last: null };
  let since = start;
  let source: Source | null = null;
  let patience = leastPatience;
  /** Does not reject. */
  let replacing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | null = null;

  const begin = ({ start: startSource, ...found }: Followed): void => {
    // All of a stream created anew comes after what there was.
    if (found.created !== progress.created) since = 0;
    progress = found;
    source = startSource({ upTo: null, patience, onChange: wake });
  };

  const replace = async (lost: Source): Promise<void> => {
    patience = lost.hasHeard ? leastPatience : Math.min(patience * 2, mostPatience);
    try {
      await lost.close();
      begin(await followAgain(context, { stream, filters, ...progress }, deadline));
    } catch (error) {
      failure = { error };
    }
    wake();
  };

  return {
    stream,
    async open(opening) {
      begin(await follow(context, { stream, filters, ...progress }, opening));
    },
    take() {
      if (failure) throw failure.error;
      while (source) {
        const arrival = source.take();
        if (!arrival) {
          const { ended } = source;
          if (ended === 'lost') {
            replacing = replace(source);
            source = null;
          } else if (ended) {
            throw ended.error;
          }
          return undefined;
        }
        const { sequence, time } = arrival;
        if (sequence <= progress.position) continue;
        progress = { ...progress, position: sequence, last: { sequence, time } };
        if (arrival.isWanted && time.getTime() >= since) {
          return arrival.toMessage();
        }
      }
      return undefined;
    },
    get isExpecting() {
      return source?.isExpecting ?? false;
    },
    get position() {
      return { created: progress.created, sequence: progress.position };
    },
    async close() {
      // Ends at once, since the deadline has.
      await replacing;
      await source?.close();
    },
  };
};
