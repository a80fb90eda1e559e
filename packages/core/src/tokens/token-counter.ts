import { checkArgument } from '../errors/check-argument.ts';

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

/**
 * Checks a counter.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkCounter = (countTokens: CountTokens): void => {
  const { counter, atMost } = Object(countTokens);
  const isCounter = typeof counter === 'string' && typeof atMost === 'function';
  checkArgument(
    isCounter,
    'countTokens',
    countTokens,
    'a counter, which createTokenCounter of the entry token-counter makes',
  );
};

/** A count and the counter that made it. */
export interface TokenCount {
  readonly count: number;
  readonly counter: string;
}
