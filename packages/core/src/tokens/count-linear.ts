/** Exact tokenizers take time that grows with the square of such a run. */
const longRun = 4_000;
const pieceLength = 512;

/** Letters with their accents, or anything without letters and digits: no tokenizer takes more than that as one piece. */
const runs = /[\p{L}\p{M}]+|[^\p{L}\p{N}]+/gu;

/**
 * Counts a text in time linear in its length, whatever the text: a run of more than 4,000 letters, or of as many spaces
 * and marks, is counted in pieces of 512, which is about a token in a hundred too much. Any other text is counted as it is.
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
