import type { CallOptions } from '@agog/deliverables-core';
import { abortedError, timeoutError } from '@agog/deliverables-core/transport';

/**
 * Waits for what takes no limits itself, no longer than a call may take.
 *
 * @throws DeliverablesError `aborted`, `timeout`
 */
export const waitFor = <Value>(
  work: Promise<Value>,
  { signal, timeout }: CallOptions,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = (): void => signal && reject(abortedError(signal));
    const late = (): void => reject(timeoutError(timeout));
    const timer = timeout === undefined ? undefined : setTimeout(late, timeout);
    signal?.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    });
  });
