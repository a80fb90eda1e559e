import type { PassageCut, Searchable } from '../search/cut-passages.ts';
import { contentWordsOf } from '../search/words.ts';

/** What each further passage with the same word is worth, of the one before it. */
const decay = 0.4;
/** So many passages in a row that do not fit are the end. */
const enoughMisses = 6;

/** The words of a task that passages have, each with its weight: the rarer a word, the more it says. */
const weighWords = (task: string, found: readonly ReadonlySet<string>[]): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const word of contentWordsOf(task)) {
    const times = found.filter((words) => words.has(word)).length;
    if (times > 0) weights.set(word, Math.log(1 + found.length / times) ** 2);
  }
  return weights;
};

/**
 * Chooses passages that have the words of a task, as long as they fit. A word that a chosen passage has counts for less
 * from then on: so a task that names several things finds each of them, and not one of them many times.
 *
 * @returns their places among the passages, the best first
 */
export const chooseForTask = (
  task: string,
  { cuts, texts }: Searchable,
  fits: (places: readonly number[]) => boolean,
): readonly number[] => {
  const found = texts.map(({ text }) => new Set(contentWordsOf(text)));
  const weights = weighWords(task, found);
  const open = new Map<number, string[]>();
  for (const [at, words] of found.entries()) {
    const shared = [...weights.keys()].filter((word) => words.has(word));
    if (shared.length > 0) open.set(at, shared);
  }
  const gainOf = (at: number): number =>
    (open.get(at) ?? []).reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const seen = new Set<string>();
  let chosen: readonly number[] = [];
  let misses = 0;
  while (open.size > 0 && misses < enoughMisses) {
    let best = -1;
    let most = 0;
    for (const at of open.keys()) {
      const gain = gainOf(at);
      if (gain > most) [best, most] = [at, gain];
    }
    if (best < 0) break;
    const words = open.get(best) ?? [];
    open.delete(best);
    const text = normalize(cuts[best] as PassageCut);
    if (seen.has(text)) continue;
    seen.add(text);
    if (!fits([...chosen, best])) {
      misses++;
      continue;
    }
    misses = 0;
    chosen = [...chosen, best];
    for (const word of words) weights.set(word, (weights.get(word) ?? 0) * decay);
  }
  return chosen;
};

const normalize = ({ report, start, end }: PassageCut): string =>
  report.document.text.slice(start, end).replace(/\s+/g, ' ').trim();
