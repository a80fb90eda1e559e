/** Names of a report, and the two revisions that may follow them. */
export interface SplitWords {
  readonly names: readonly string[];
  readonly revisions: readonly [number, number] | null;
}

/**
 * Takes two numbers off the end of the words that name a report. A feature may be called `2`: what three names alone may
 * mean is a report, unless the first of them is a channel.
 */
export const splitRevisions = (words: readonly string[]): SplitWords => {
  const names = words.slice(0, -2);
  const [from = '', to = ''] = words.slice(-2);
  const isNumbered = /^\d+$/.test(from) && /^\d+$/.test(to);
  const isReport = names.length > 1 || /[./{]/.test(names[0] ?? '');
  if (!isNumbered || !isReport) return { names: words, revisions: null };
  return { names, revisions: [Number(from), Number(to)] };
};
