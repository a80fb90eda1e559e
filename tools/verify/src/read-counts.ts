/** How many of the things that a command checks came out right. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Reads the last line of the form `12 passed, 0 failed` in an output; `null` where there is none. */
export function readCounts(output: string): Counts | null {
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  return passed === undefined ? null : { passed: Number(passed), failed: Number(failed) };
}
