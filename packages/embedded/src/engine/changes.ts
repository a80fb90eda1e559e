/** The longest time a timer takes. */
const longestTimer = 2_147_483_647;

/** Tells those who wait that something may have changed. */
export interface Changes {
  /** Rises with every change; take it before looking, and wait from there, so that nothing falls between. */
  readonly version: number;
  announce(): void;
  /** Resolves when the version has passed `seen`, or after a time in milliseconds (`Infinity`: never by time). */
  wait(seen: number, time: number): Promise<void>;
}

/** Changes, none of which has happened. */
export const createChanges = (): Changes => {
  const wakes = new Set<() => void>();
  const changes = {
    version: 0,
    announce() {
      changes.version++;
      for (const wake of wakes) wake();
    },
    wait: (seen: number, time: number) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          wakes.delete(wake);
          resolve();
        };
        wakes.add(wake);
        const timer =
          time < Number.POSITIVE_INFINITY
            ? setTimeout(wake, Math.min(time, longestTimer))
            : undefined;
        if (changes.version !== seen) wake();
      }),
  };
  return changes;
};
