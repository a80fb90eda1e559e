/** Between two looks, in milliseconds: how late a timeout may come. */
const interval = 50;

/** Many timeouts with one timer: a request in a millisecond should not pay for a timer of its own. */
export interface Sweeper {
  /** Calls `expire` once when the time is over; replaces what the token waited for before. */
  await(token: string, milliseconds: number, expire: () => void): void;
  forget(token: string): void;
  close(): void;
}

interface Entry {
  readonly expires: number;
  readonly expire: () => void;
}

/** Makes a sweeper; its timer runs only while something waits. */
export const createSweeper = (): Sweeper => {
  const entries = new Map<string, Entry>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sweep = (): void => {
    timer = undefined;
    const now = performance.now();
    for (const [token, { expires, expire }] of [...entries]) {
      if (expires > now) continue;
      entries.delete(token);
      expire();
    }
    run();
  };
  const run = (): void => {
    if (entries.size > 0) timer ??= setTimeout(sweep, interval);
  };

  return {
    await(token, milliseconds, expire) {
      if (milliseconds === Number.POSITIVE_INFINITY) return;
      entries.set(token, { expires: performance.now() + milliseconds, expire });
      run();
    },
    forget(token) {
      entries.delete(token);
    },
    close() {
      entries.clear();
      clearTimeout(timer);
    },
  };
};
