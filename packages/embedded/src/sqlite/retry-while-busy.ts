import type { CallOptions, DeliverablesError } from '@agog/deliverables-core';
import { abortedError, timeoutError } from '@agog/deliverables-core/transport';
import { isBusy, toDeliverablesError } from './sqlite-error.ts';

/** The longest pause between two attempts, in milliseconds. A lock is held for about one synchronisation of the disk. */
const longestPause = 8;

/** How long a call may take. */
export interface Patience {
  /** On the clock of `performance.now()`. */
  readonly end: number;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Starts the clock of a call. */
export const startPatience = (options: CallOptions, defaultTimeout: number): Patience => {
  const { signal, timeout = defaultTimeout } = options;
  return { signal, timeout, end: performance.now() + timeout };
};

/** What ends a wait, or `null` while it may go on. `busy` is what the last attempt threw, `null` if it was not tried. */
export const whyStop = (
  { signal, end, timeout }: Patience,
  busy: unknown,
  path: string,
): DeliverablesError | null => {
  if (signal?.aborted) return abortedError(signal);
  if (performance.now() < end) return null;
  return busy === null ? timeoutError(timeout) : toDeliverablesError(busy, path);
};

/** Waits a moment that differs from process to process, without blocking this one as SQLite's own busy timeout would. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.random() * longestPause);
  });

/** Attempts work again while another connection is in its way. */
export const retryWhileBusy = async <T>(
  work: () => T,
  patience: Patience,
  path: string,
): Promise<T> => {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw toDeliverablesError(error, path);
      const reason = whyStop(patience, error, path);
      if (reason !== null) throw reason;
      await pause();
    }
  }
};
