import type { CountTokens } from '@agog/deliverables-core';
import { costOf } from '../document/count-linear.ts';

/** What a budget is held by. */
export interface Budget {
  /** The most tokens of the text, closing line included. */
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
}

/** A token is at most so many characters: a text of more is not counted, since it is over. */
const longestToken = 128;

/** The most characters that a budget may hold. */
export const mostCharacters = ({ maxTokens }: Budget): number => longestToken * maxTokens;

/** Whether a text is within a budget. */
export const isWithin = (budget: Budget, text: string): boolean =>
  budget.maxTokens === Number.POSITIVE_INFINITY ||
  (text.length <= mostCharacters(budget) && costOf(budget.countTokens, text) <= budget.maxTokens);
