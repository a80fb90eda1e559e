import { letterCount } from './word-model.ts';

/** What a grouping loses: the variance of the weights inside each pair of classes. */
function lossOf(
  classes: readonly number[],
  count: number,
  weights: Float64Array,
  shares: Float64Array,
): number {
  const sum = new Float64Array(count * count);
  const share = new Float64Array(count * count);
  let loss = 0;
  weights.forEach((weight, pair) => {
    const [one = 0, other = 0] = [
      classes[Math.floor(pair / letterCount)],
      classes[pair % letterCount],
    ];
    const at = one * count + other;
    const part = shares[pair] ?? 0;
    sum[at] = (sum[at] ?? 0) + part * weight;
    share[at] = (share[at] ?? 0) + part;
    loss += part * weight * weight;
  });
  sum.forEach((total, at) => {
    const part = share[at] ?? 0;
    if (part > 0) loss -= (total * total) / part;
  });
  return loss;
}

/**
 * Puts the letters into classes, so that letters of one class have about the same weights with every other: local search
 * from thirty random beginnings. The end of a word is a class of its own, 0.
 */
export function groupLetters(
  count: number,
  weights: Float64Array,
  shares: Float64Array,
  random: () => number,
): readonly number[] {
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 30; attempt++) {
    let classes = Array.from({ length: letterCount }, (_, letter) =>
      letter === 0 ? 0 : 1 + Math.floor(random() * (count - 1)),
    );
    let loss = lossOf(classes, count, weights, shares);
    for (let moved = true; moved; ) {
      moved = false;
      for (let letter = 1; letter < letterCount; letter++) {
        for (let other = 1; other < count; other++) {
          const changed = classes.with(letter, other);
          const now = lossOf(changed, count, weights, shares);
          if (now >= loss - 1e-12) continue;
          [classes, loss, moved] = [changed, now, true];
        }
      }
    }
    if (loss < least) [best, least] = [classes, loss];
  }
  return best;
}
