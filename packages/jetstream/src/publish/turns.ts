import { type Deadline, within } from '../connection/deadline.ts';

/** Lets one piece of work on a key go on at a time, in the order in which they came. */
export interface Turns {
  /** Resolves when it is the caller's turn; answers how to pass it on. */
  take(key: string, deadline: Deadline): Promise<() => void>;
}

/** Starts with nobody waiting. */
export const createTurns = (): Turns => {
  /** Who waits for the key; no entry means that nobody holds it. */
  const waiting = new Map<string, Set<() => void>>();

  const passOn = (key: string): void => {
    const queue = waiting.get(key);
    const [next] = queue ?? [];
    if (!next) {
      waiting.delete(key);
      return;
    }
    queue?.delete(next);
    next();
  };

  return {
    async take(key, deadline) {
      const queue = waiting.get(key);
      if (!queue) {
        waiting.set(key, new Set());
        return () => passOn(key);
      }
      let isMine = false;
      try {
        await within(deadline, (resume) => {
          const next = (): void => {
            isMine = true;
            resume();
          };
          queue.add(next);
          return () => queue.delete(next);
        });
      } catch (error) {
        // The turn may have come in the moment in which the time was over.
        if (isMine) passOn(key);
        throw error;
      }
      return () => passOn(key);
    },
  };
};
