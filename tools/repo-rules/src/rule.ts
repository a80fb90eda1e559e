import type { Repository } from './repository.ts';

/** A place that breaks a rule. */
export interface Violation {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what to do instead, in one sentence. */
  readonly message: string;
}

/** One rule of this repository: a pure function over its files. */
export interface Rule {
  readonly name: string;
  check(repository: Repository): Violation[];
}
