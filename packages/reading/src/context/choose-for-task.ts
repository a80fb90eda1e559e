import type { PassageCut, Searchable } from '../search/cut-passages.ts';
import { contentWordsOf } from '../search/words.ts';

/** What each further passage with the same word is worth, of the one before it. */
const decay = 0.4;
/** So many passages in a row that do not fit are the end. */
const enoughMisses = 6;
/** So many passages are looked at for each word of a task. */
const enoughOfWord = 40;

interface Candidate {
  readonly at: number;
  readonly words: readonly string[];
}

/** The words of a task that passages have, each with its weight: the rarer a word, the more it says. */
const weighWords = (task: string, found: readonly ReadonlySet<string>[]): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const word of contentWordsOf(task)) {
    const times = found.filter((words) => words.has(word)).length;
    if (times > 0) weights.set(word, Math.log(1 + found.length / times) ** 2);
  }
  return weights;
};

const gainOf = ({ words }: Candidate, weights: ReadonlyMap<string, number>): number =>
  words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);

/** The best passages of each word, by all their words; of equal ones the first. */
const findCandidates = (
  { cuts }: Searchable,
  found: readonly ReadonlySet<string>[],
  weights: ReadonlyMap<string, number>,
): Set<Candidate> => {
  const seen = new Set<string>();
  const all: Candidate[] = [];
  for (const [at, known] of found.entries()) {
    const words = [...weights.keys()].filter((word) => known.has(word));
    if (words.length === 0) continue;
    const text = normalize(cuts[at] as PassageCut);
    if (!seen.has(text)) all.push({ at, words });
    seen.add(text);
  }
  const best = all
    .map((candidate) => ({ candidate, gain: gainOf(candidate, weights) }))
    .sort((one, other) => other.gain - one.gain)
    .map(({ candidate }) => candidate);
  return new Set(
    [...weights.keys()].flatMap((word) =>
      best.filter(({ words }) => words.includes(word)).slice(0, enoughOfWord),
    ),
  );
};

/**
 * Chooses passages that have the words of a task, as long as they fit. A word that a chosen passage has counts for less
 * from then on: so a task that names several things finds each of them, and not one of them many times.
 *
 * @returns their places among the passages, the best first
 */
export const chooseForTask = (
  task: string,
  searchable: Searchable,
  fits: (places: readonly number[]) => boolean,
): readonly number[] => {
  const found = searchable.texts.map(({ text }) => new Set(contentWordsOf(text)));
  const weights = weighWords(task, found);
  const open = findCandidates(searchable, found, weights);
  let chosen: readonly number[] = [];
  let misses = 0;
  while (open.size > 0 && misses < enoughMisses) {
    const [first] = open;
    let best = first as Candidate;
    for (const candidate of open) {
      if (gainOf(candidate, weights) > gainOf(best, weights)) best = candidate;
    }
    open.delete(best);
    if (!fits([...chosen, best.at])) {
      misses++;
      continue;
    }
    misses = 0;
    chosen = [...chosen, best.at];
    for (const word of best.words) weights.set(word, (weights.get(word) ?? 0) * decay);
  }
  return chosen;
};

const normalize = ({ report, start, end }: PassageCut): string =>
  report.document.text.slice(start, end).replace(/\s+/g, ' ').trim();
