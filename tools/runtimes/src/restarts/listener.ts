import type { ScriptResult } from '../run-script.ts';

/** Whoever listens for reports, in a runtime of its own, and prints a line when it listens and one for each report. */
export interface Listener {
  readonly name: string;
  /** Resolves once it has printed so many lines, or will print no more. */
  lines(count: number): Promise<void>;
  /** Resolves with what it printed once it has ended. Never rejects. */
  readonly end: Promise<ScriptResult>;
  kill(): void;
}
