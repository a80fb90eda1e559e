import type { CallOptions } from '@agog/deliverables-core';
import type { Engine } from './engine.ts';
import { takeTurns } from './take-turns.ts';

/**
 * What a source answers: a function called when the item is handed out (one that was taken when the feed closed is
 * not), or after how many milliseconds to look again without any change (0: at once; `Infinity`: never).
 */
export type Taken<T> = (() => T) | number;

/** Where a feed's items come from. */
export interface FeedSource<T> {
  /** Waits for the store as long as it takes; `options` end the wait with the feed. */
  take(options: CallOptions): Promise<Taken<T>>;
  /** Called once, after the last `take`. */
  release?(): Promise<void>;
}

/** Items one by one, taken from the store only when they are asked for: nothing is held in memory. */
export interface Feed<T> extends AsyncIterableIterator<T>, AsyncDisposable {
  close(): Promise<void>;
}

/**
 * A feed that waits without end, until it is closed, its signal aborts, or the transport closes. Throws `closed` where
 * the transport has begun to close meanwhile.
 */
export const createFeed = <T>(
  { store: { changes }, open, begin }: Engine,
  source: FeedSource<T>,
  signal: AbortSignal | undefined,
): Feed<T> => {
  const ending = new AbortController();
  const end = ending.signal;
  const options = { signal: end, timeout: Number.POSITIVE_INFINITY };

  async function* items(): AsyncGenerator<T, undefined> {
    const pause = takeTurns();
    try {
      while (!end.aborted) {
        await pause();
        const { version } = changes;
        const taken = await source.take(options);
        if (end.aborted) return;
        if (typeof taken !== 'number') yield taken();
        else if (taken > 0) await changes.wait(version, taken);
      }
    } catch (error) {
      if (!end.aborted) throw error;
    } finally {
      abort();
      await source.release?.();
    }
  }
  const generator = items();

  const close = async () => {
    ending.abort();
    open.delete(close);
    // Wakes this feed.
    changes.announce();
    // Resolves when nothing is being taken any more.
    await generator.return(undefined);
  };
  // Nobody waits for this close; what it could not release is released by time.
  const abort = () => void close().catch(() => undefined);

  begin(undefined)();
  open.add(close);
  signal?.addEventListener('abort', abort, { signal: end });
  if (signal?.aborted) abort();
  return {
    next: () => generator.next(),
    async return() {
      await close();
      return generator.return(undefined);
    },
    close,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
};
