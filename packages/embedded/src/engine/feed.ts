import type { CallOptions } from '@agog/deliverables-core';
import type { Engine } from './engine.ts';

/** What a source answers: an item, or when to look again without any change (`Infinity`: never). */
export type Taken<T> =
  | {
      readonly item: T;
      /** Called when the item is handed out; one that was taken when the feed closed is not. */
      readonly onHandOut?: () => void;
    }
  | { readonly lookAgain: number };

/** Where a feed's items come from. */
export interface FeedSource<T> {
  /** Waits for the store as long as it takes; `options` end the wait with the feed. */
  take(options: CallOptions): Promise<Taken<T>>;
  /** Called once, after the last `take`. */
  release(): Promise<void>;
}

/** Items one by one, taken from the store only when they are asked for: nothing is held in memory. */
export interface Feed<T> extends AsyncIterableIterator<T>, AsyncDisposable {
  close(): Promise<void>;
}

/** A feed that waits without end, until it is closed, its signal aborts, or the transport closes. */
export const createFeed = <T>(
  { store, open }: Engine,
  source: FeedSource<T>,
  signal: AbortSignal | undefined,
): Feed<T> => {
  const ending = new AbortController();
  const options = { signal: ending.signal, timeout: Number.POSITIVE_INFINITY };
  let closing: Promise<void> | undefined;
  /** Settles, never rejects, when nothing is being taken. */
  let idle: Promise<unknown> = Promise.resolve();

  const take = async (): Promise<Taken<T> | null> => {
    if (ending.signal.aborted) return null;
    const taken = source.take(options);
    idle = taken.catch(() => undefined);
    try {
      return await taken;
    } catch (error) {
      if (ending.signal.aborted) return null;
      await close();
      throw error;
    }
  };

  async function* items(): AsyncGenerator<T, void> {
    for (;;) {
      const { version } = store.changes;
      const taken = await take();
      if (taken === null || ending.signal.aborted) return;
      if ('item' in taken) {
        taken.onHandOut?.();
        yield taken.item;
      } else await store.changes.wait(version, taken.lookAgain, ending.signal);
    }
  }

  const shutDown = async () => {
    ending.abort();
    signal?.removeEventListener('abort', abort);
    await idle;
    await source.release();
    open.delete(close);
  };
  const close = () => {
    closing ??= shutDown();
    return closing;
  };
  // Nobody waits for this close; what it could not release is released by time.
  const abort = () => void close().catch(() => undefined);

  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  open.add(close);
  const generator = items();
  return {
    next: () => generator.next(),
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    close,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
};
