/** The longest time a timer takes. */
const longestTimer = 2_147_483_647;

/** Tells those who wait that something may have changed. */
export interface Changes {
  /** Rises with every change; take it before looking, and wait from there, so that nothing falls between. */
  readonly version: number;
  announce(): void;
  /** Resolves when the version has passed `seen`, at the time `until` (milliseconds since 1970), or when the signal aborts. */
  wait(seen: number, until: number, signal: AbortSignal): Promise<void>;
}

/** `watch` is called when somebody begins to wait, and answers what is called when nobody does any more. */
export const createChanges = (watch?: () => () => void): Changes => {
  let version = 0;
  let unwatch: (() => void) | undefined;
  const wakes = new Set<() => void>();
  return {
    get version() {
      return version;
    },
    announce() {
      version++;
      for (const wake of [...wakes]) wake();
    },
    wait: (seen, until, signal) =>
      new Promise((resolve) => {
        if (version !== seen || signal.aborted) return resolve();
        const timer = Number.isFinite(until)
          ? setTimeout(() => wake(), Math.min(Math.max(until - Date.now(), 0), longestTimer))
          : undefined;
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          wakes.delete(wake);
          if (wakes.size === 0) {
            unwatch?.();
            unwatch = undefined;
          }
          resolve();
        };
        signal.addEventListener('abort', wake);
        wakes.add(wake);
        unwatch ??= watch?.();
      }),
  };
};
