import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';

/** What a budget is held by. */
export interface Budget {
  /** The most tokens of the text, closing line included. */
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
}

/** The figure that a budget is held to: neither the counter's own nor what it says the exact count is at most exceeds it. */
const costOf = (countTokens: CountTokens, text: string): number => {
  const count = countLinear(countTokens, text);
  // An exact counter is its own bound.
  return countTokens.atMost === countTokens
    ? count
    : Math.max(count, countLinear(countTokens.atMost, text));
};

/** A token is at most so many characters: a text of more is not counted, since it is over. */
const longestToken = 128;

/** The most characters that a budget may hold. */
export const mostCharacters = ({ maxTokens }: Budget): number => longestToken * maxTokens;

/** Whether a text is within a budget. */
export const isWithin = (budget: Budget, text: string): boolean =>
  budget.maxTokens === Number.POSITIVE_INFINITY ||
  (text.length <= mostCharacters(budget) && costOf(budget.countTokens, text) <= budget.maxTokens);
