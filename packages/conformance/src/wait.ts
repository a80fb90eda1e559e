import { assertionError } from './assertions.ts';

/** Waits that end: with what they wait for, with an error that names it, or with the requirement's own end. */
export interface Waits {
  /** What the promise answers, unless that takes longer than the harness's patience. */
  within<T>(what: string, promise: Promise<T>): Promise<T>;
  /** Asks again and again until the condition holds. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets time pass. Only where the passing of time is the matter itself; everything else has an observable state. */
  elapse(milliseconds: number): Promise<void>;
}

/** Marks a promise that is awaited later: should it reject before that, no runner takes it for forgotten. */
export const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/** Milliseconds between two looks at a condition. */
const pause = 10;

/** Waits bounded by a patience in milliseconds and ended by a signal. */
export const createWaits = (patience: number, signal: AbortSignal): Waits => {
  const elapse = (milliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', end);
        resolve();
      }, milliseconds);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    });

  return {
    elapse,
    within: (what, promise) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(assertionError(`Waited ${patience} ms in vain for ${what}.`));
        }, patience);
        const end = (): void => reject(signal.reason);
        signal.addEventListener('abort', end, { once: true });
        promise.then(resolve, reject).finally(() => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
        });
      }),
    async until(what, condition) {
      const start = performance.now();
      while (!(await condition())) {
        if (performance.now() - start > patience) {
          throw assertionError(`Waited ${patience} ms in vain until ${what}.`);
        }
        await elapse(pause);
      }
    },
  };
};
