import type { ScriptResult } from './run-script.ts';

/** Counts what came out right, and prints it as it comes. */
export interface Tally {
  /** One program's outcome. One that failed, or that counted nothing, counts as a failure. */
  add(what: string, result: ScriptResult, counts: { passed: number; failed: number }): void;
  /** Prints the line that `npm test` counts by, and answers whether nothing failed. */
  finish(): boolean;
}

export function createTally(): Tally {
  let passed = 0;
  let failed = 0;
  let started = performance.now();
  return {
    add(what, result, counts) {
      const succeeded = result.succeeded && counts.failed === 0 && counts.passed > 0;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const mark = succeeded ? '✓' : '✗';
      console.log(
        `${mark} ${what}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`,
      );
      // Every runner repeats its failures at the end.
      if (!succeeded) console.log(result.output.trimEnd().split('\n').slice(-60).join('\n'));
      passed += counts.passed;
      failed += succeeded ? counts.failed : Math.max(counts.failed, 1);
      started = performance.now();
    },
    finish() {
      console.log(`${passed} passed, ${failed} failed`);
      return failed === 0;
    },
  };
}
