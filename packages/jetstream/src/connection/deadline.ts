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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      undo();
      end();
    };
    /** Rejects where the deadline is over, and waits on where a timer came early. */
    const giveUp = (): void => {
      try {
        arm(deadline.next().timeout);
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const arm = (timeout: number | undefined): void => {
      if (timeout !== undefined) timer = setTimeout(giveUp, Math.ceil(timeout));
    };
    const { signal, timeout } = deadline.next();
    arm(timeout);
    signal?.addEventListener('abort', giveUp);
    const undo = start(() => settle(resolve));
  });

/** Waits some milliseconds, or throws where the deadline ends first. */
export const pause = (deadline: Deadline, milliseconds: number): Promise<void> =>
  within(deadline, (resume) => {
    const timer = setTimeout(resume, milliseconds);
    return () => clearTimeout(timer);
  });
