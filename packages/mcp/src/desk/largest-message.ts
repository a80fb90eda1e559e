/** Bytes of the largest message that a client may send: a report of 10 MiB, escaped as JSON, and what goes with it. */
export const largestMessage: number = 16 * 1024 * 1024;
