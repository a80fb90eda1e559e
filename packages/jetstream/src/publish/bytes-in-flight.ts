import { type Deadline, within } from '../connection/deadline.ts';

/**
 * How many bytes may be on their way to the server: with more of them it answers "too many requests" (64 messages of
 * 10 MB got 21 of these, nats-server 2.15.1).
 */
const limit = 64 * 1024 * 1024;

/** Bounds what is sent and not yet acknowledged. */
export interface BytesInFlight {
  /** Resolves when there is room; answers how to give it back. */
  reserve(bytes: number, deadline: Deadline): Promise<() => void>;
}

/** Starts with nothing on its way. */
export const createBytesInFlight = (): BytesInFlight => {
  const waiting = new Set<() => void>();
  let inFlight = 0;
  return {
    async reserve(bytes, deadline) {
      // One message goes at any rate, however large.
      while (inFlight > 0 && inFlight + bytes > limit) {
        await within(deadline, (resume) => {
          waiting.add(resume);
          return () => waiting.delete(resume);
        });
      }
      inFlight += bytes;
      return () => {
        inFlight -= bytes;
        for (const resume of [...waiting]) resume();
      };
    },
  };
};
