/** Longest time, in milliseconds, for which a backlog may keep timers, signals and other input waiting. */
const longestTurn = 20;

/**
 * A pause to await between the steps of long work: most times it is none, but where the event loop has had no turn for a
 * while it gets one.
 */
export const takeTurns = (): (() => Promise<void>) => {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longestTurn) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    began = performance.now();
  };
};
