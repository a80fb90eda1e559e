/** Counts the tokens of a text, and says which counter it is. */
export interface CountTokens {
  (text: string): number;
  /** Names the counter beside every stored count: `o200k`, `estimate`, … */
  readonly counter: string;
  /**
   * A figure that the exact o200k count does not exceed; budgets are checked with it. An exact o200k counter answers
   * its count.
   */
  readonly atMost: (text: string) => number;
}

/** A count and the counter that made it. */
export interface TokenCount {
  readonly count: number;
  readonly counter: string;
}
