/** Calls of which many soon after one another are one. */
export interface MergedCalls {
  /** At once when the last one is long enough ago, otherwise when it is; one call for all that ask until then. */
  call(): void;
  /** Drops what is still to come. */
  close(): void;
}

/** Calls something at most once in so many milliseconds, and once more after the last of many. */
export const mergeCalls = (work: () => void, interval: number): MergedCalls => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const run = () => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) run();
    }, interval);
    work();
  };
  return {
    call() {
      isAsked = true;
      if (timer === undefined) run();
    },
    close() {
      clearTimeout(timer);
      timer = undefined;
      isAsked = false;
    },
  };
};
