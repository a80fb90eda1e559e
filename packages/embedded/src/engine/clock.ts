/** The time of a store, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** The latest time shown so far: what has expired stays so when the machine's clock goes back. */
  latest(): number;
}

/** A clock over one that may go back. */
export const createClock = (now: () => number): Clock => {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    now,
    latest() {
      latest = Math.max(latest, now());
      return latest;
    },
  };
};
