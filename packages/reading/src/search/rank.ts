import MiniSearch, { type Options } from 'minisearch';
import { stopWords } from './stop-words.ts';
import { contentWordsOf, wordsOf } from './words.ts';

/** A passage as it is ranked. */
export interface RankedText {
  /** A few sentences, rows, items or lines of a report. */
  readonly text: string;
  /** The titles of its section, from the outermost down; none before the first heading. */
  readonly headings: readonly string[];
  /** The same for all passages of one section, which stand side by side. */
  readonly section: string;
}

/**
 * Scores passages by how well they answer a query: a number for each, in their order, more for a better one. Scores are
 * compared within one call only; the median counts as "does not answer".
 */
export type Rank = (
  query: string,
  passages: readonly RankedText[],
) => readonly number[] | Promise<readonly number[]>;

/** How much the score of its section adds to that of a passage. */
const sectionShare = 0.2;

const settings: Options<{ id: number; text: string }> = {
  fields: ['text'],
  tokenize: wordsOf,
  processTerm: (word) => (stopWords.has(word) ? null : word),
};

/** BM25 over some texts, by the library `minisearch`. */
const indexTexts = (texts: readonly string[]): MiniSearch => {
  const index = new MiniSearch(settings);
  index.addAll(texts.map((text, id) => ({ id, text })));
  return index;
};

interface PassageIndex {
  readonly passages: MiniSearch;
  readonly sections: MiniSearch;
  /** The place of each passage's section among the sections. */
  readonly sectionOf: readonly number[];
}

const indexPassages = (passages: readonly RankedText[]): PassageIndex => {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const sectionOf = passages.map(({ section, text }) => {
    const place = places.get(section) ?? places.size;
    places.set(section, place);
    texts[place] = `${texts[place] ?? ''}${text}`;
    return place;
  });
  return {
    passages: indexTexts(passages.map(({ text }) => text)),
    sections: indexTexts(texts),
    sectionOf,
  };
};

/** One list of passages is usually asked more than once. */
const indexes = new WeakMap<readonly RankedText[], PassageIndex>();

/**
 * Ranks by the words that query and passage share: BM25 over sections, and over the passages themselves. A passage with
 * more of the query's words comes first.
 */
export const rankByWords = (query: string, passages: readonly RankedText[]): number[] => {
  const index = indexes.get(passages) ?? indexPassages(passages);
  indexes.set(passages, index);
  const words = contentWordsOf(query).join(' ');
  const sections = new Map(index.sections.search(words).map(({ id, score }) => [id, score]));
  const scores = Array.from(passages, () => 0);
  for (const { id, score } of index.passages.search(words)) {
    scores[id] = score + sectionShare * (sections.get(index.sectionOf[id]) ?? 0);
  }
  return scores;
};
