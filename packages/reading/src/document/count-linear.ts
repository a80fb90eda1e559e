import type { CountTokens } from '@agog/deliverables-core';

/** Exact tokenizers take time that grows with the square of such a run. */
const longRun = 10_000;
const pieceLength = 500;

/** Letters, spaces or marks without a break, which a tokenizer takes as one piece. */
const runs = /\p{L}+|[^\S\r\n]+|[^\s\p{L}\p{N}]+/gu;

/**
 * Counts a text in time linear in its length, whatever the text: a run of more than 10,000 letters, spaces or marks is
 * counted in pieces of 500, which is about a token in a hundred too much. Any other text is counted as it is.
 */
export const countLinear = (count: (text: string) => number, text: string): number => {
  if (text.length <= longRun) return count(text);
  let total = 0;
  let counted = 0;
  for (const { index, 0: run } of text.matchAll(runs)) {
    if (run.length <= longRun) continue;
    for (let end = index; end < index + run.length; end += pieceLength) {
      total += count(text.slice(counted, end));
      counted = end;
    }
  }
  return total + count(text.slice(counted));
};

/** The figure that a budget is held to: neither the counter's own nor what it says the exact count is at most exceeds it. */
export const costOf = (countTokens: CountTokens, text: string): number => {
  const count = countLinear(countTokens, text);
  // An exact counter is its own bound.
  return countTokens.atMost === countTokens
    ? count
    : Math.max(count, countLinear(countTokens.atMost, text));
};
