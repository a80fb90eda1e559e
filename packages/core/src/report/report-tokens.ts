import type { TokenCount } from '../tokens/token-counter.ts';

/** A count as a header's value: `8051;o200k`. */
export const encodeTokens = ({ count, counter }: TokenCount): string => `${count};${counter}`;

/** Undoes {@link encodeTokens}; `null` for every other text. */
export const decodeTokens = (text: string): TokenCount | null => {
  const [, digits, counter] = /^(\d{1,15});([!-~]+)$/.exec(text) ?? [];
  return digits && counter ? { count: Number(digits), counter } : null;
};
