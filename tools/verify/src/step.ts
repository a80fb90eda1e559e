/** One thing that has to hold: a command, run from the root of the repository. */
export interface Step {
  readonly name: string;
  /** What it proves, for the reader of the output. */
  readonly proves: string;
  readonly command: readonly string[];
}
