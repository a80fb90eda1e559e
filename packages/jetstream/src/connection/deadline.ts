import type { startDeadline } from '@agog/deliverables-core/transport';

/** One timeout spread over the steps of a call. */
export type Deadline = ReturnType<typeof startDeadline>;

/**
 * Waits until `start` calls `resume`, and throws `timeout` or `aborted` where the deadline ends first. `start` answers
 * what undoes it.
 */
export const within = (
  deadline: Deadline,
  start: (resume: () => void) => () => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const { signal, timeout } = deadline.next();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      undo();
      try {
        deadline.next();
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    // One millisecond more, so that the deadline agrees that it is over.
    const timer = timeout === undefined ? undefined : setTimeout(end, timeout + 1);
    signal?.addEventListener('abort', end);
    const undo = start(end);
  });

/** Waits some milliseconds, or throws where the deadline ends first. */
export const pause = (deadline: Deadline, milliseconds: number): Promise<void> =>
  within(deadline, (resume) => {
    const timer = setTimeout(resume, milliseconds);
    return () => clearTimeout(timer);
  });
