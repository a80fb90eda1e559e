import { checkArgument, checkObject } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { CallOptions } from './call-options.ts';

/** Spreads one `timeout` over the steps of a call: each step gets what is left. */
export interface Deadline {
  /** The options of the next step. Throws `aborted` or `timeout` where there is no time for one. */
  next(): CallOptions;
}

/** Checks the options of a call and starts its clock. */
export const startDeadline = (options: CallOptions = {}): Deadline => {
  checkObject('options', options);
  const { signal, timeout } = options;
  const isSignal = signal === undefined || typeof signal?.addEventListener === 'function';
  checkArgument(isSignal, 'signal', signal, 'an AbortSignal');
  const holds = timeout === undefined || (typeof timeout === 'number' && timeout > 0);
  checkArgument(holds, 'timeout', timeout, 'a number of milliseconds above 0');
  const start = performance.now();
  return {
    next() {
      if (signal?.aborted) throw abortedError(signal);
      if (timeout === undefined) return { signal };
      const left = start + timeout - performance.now();
      if (left <= 0) throw timeoutError(timeout);
      return { signal, timeout: Math.ceil(left) };
    },
  };
};

/** What a call throws when its signal aborts. */
export const abortedError = (signal: AbortSignal): DeliverablesError =>
  new DeliverablesError({
    code: 'aborted',
    message: 'The call was aborted by its signal.',
    hint: 'Whoever holds the signal ended it.',
    cause: signal.reason,
  });

/** What a call throws when its time is up. */
export const timeoutError = (timeout: number | undefined): DeliverablesError =>
  new DeliverablesError({
    code: 'timeout',
    message: `The call did not finish within ${timeout} ms.`,
    hint: 'Give it a longer timeout, or check that the store answers.',
  });
