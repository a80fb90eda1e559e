import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';
import { DeliverablesError } from '@agog/deliverables-core';
import { type Patience, pause, whyStop } from './retry-while-busy.ts';
import { rollBack } from './roll-back.ts';
import { isBusy, toDeliverablesError } from './sqlite-error.ts';

/** How long a transaction takes in more work, in milliseconds: then the event loop and other processes have a turn. */
const longestTransaction = 20;

/** Changes, in the order in which they were added; those that wait at the same time share a transaction. */
export interface WriteQueue {
  /** Resolves once the change is stored. Work that throws a `DeliverablesError` has changed nothing. */
  add<T>(work: () => T, patience: Patience): Promise<T>;
  /** Resolves when nothing waits any more: for other processes no longer than so many milliseconds from now. */
  close(within: number): Promise<void>;
}

interface Waiting {
  readonly work: () => unknown;
  readonly patience: Patience;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a queue needs besides its connection. */
export interface WriteQueueOptions {
  readonly path: string;
  /** Throws once what is written would be lost. */
  check(): void;
  /** Called after every transaction, before its changes resolve. */
  announce(): void;
}

/** A queue for one connection. */
export const createWriteQueue = (
  database: DatabaseSync,
  { path, check, announce }: WriteQueueOptions,
): WriteQueue => {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  let waiting: Waiting[] = [];
  let draining: Promise<void> = Promise.resolve();
  let isDraining = false;
  let lastEnd = Number.POSITIVE_INFINITY;

  /** Stores as many as it takes in, and answers how to settle each. */
  const store = (batch: readonly Waiting[]): readonly (() => void)[] => {
    const end = performance.now() + longestTransaction;
    const settlements: (() => void)[] = [];
    begin.run();
    try {
      check();
      for (const one of batch) {
        settlements.push(run(one));
        if (performance.now() > end) break;
      }
      commit.run();
      // Before anything is acknowledged.
      check();
    } catch (error) {
      rollBack(database);
      throw error;
    }
    return settlements;
  };

  /** Gives up on those whose time is up or whose caller no longer waits. */
  const sweep = (busy: unknown): void => {
    waiting = waiting.filter(({ patience, reject }) => {
      // Who closes does not wait for others; for the disk it does.
      const end = busy === null ? patience.end : Math.min(patience.end, lastEnd);
      const reason = whyStop({ ...patience, end }, busy, path);
      if (reason !== null) reject(reason);
      return reason === null;
    });
  };

  const storeAll = async (): Promise<void> => {
    let atOnce = Number.POSITIVE_INFINITY;
    /** What kept the last attempt from its turn. */
    let busy: unknown = null;
    for (;;) {
      // Lets everything that is ready now join in.
      await new Promise((resolve) => setImmediate(resolve));
      sweep(busy);
      if (waiting.length === 0) {
        isDraining = false;
        return;
      }
      try {
        const settlements = store(waiting.slice(0, atOnce));
        waiting = waiting.slice(settlements.length);
        atOnce = Number.POSITIVE_INFINITY;
        busy = null;
        announce();
        for (const settle of settlements) settle();
      } catch (error) {
        if (isBusy(error)) {
          busy = error;
          await pause();
        } else if (waiting.length > 1 && atOnce > 1) {
          // One of them fails, and the others should not fail with it.
          atOnce = 1;
        } else {
          waiting.shift()?.reject(toDeliverablesError(error, path));
        }
      }
    }
  };

  return {
    add: <T>(work: () => T, patience: Patience) =>
      new Promise<T>((resolve, reject) => {
        // What `work` answers is what is resolved with.
        waiting.push({ work, patience, resolve: resolve as (answer: unknown) => void, reject });
        if (isDraining) return;
        isDraining = true;
        draining = storeAll();
      }),
    close(within) {
      lastEnd = performance.now() + within;
      return draining;
    },
  };
};

const run = ({ work, resolve, reject }: Waiting): (() => void) => {
  try {
    const answer = work();
    return () => resolve(answer);
  } catch (error) {
    if (!DeliverablesError.isInstance(error)) throw error;
    return () => reject(error);
  }
};
