import { readFileSync } from 'node:fs';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { words as popular } from 'popular-english-words';
import wordListPath from 'word-list';
import { createRandom } from './random.ts';

/** A word in small ASCII letters, what it costs, and how often technical prose is thought to use it. */
export interface WordSample {
  readonly word: string;
  readonly tokens: number;
  readonly share: number;
}

const smallLetters = /^[a-z]{1,24}$/;

const rankOf: ReadonlyMap<string, number> = new Map(
  ranks.flatMap((token, rank) => (typeof token === 'string' ? [[token, rank] as const] : [])),
);

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Every word of the dictionary `word-list`. */
const dictionary: readonly string[] = readFileSync(wordListPath, 'utf8')
  .split('\n')
  .filter((word) => smallLetters.test(word));

/** Whether a word is one token after a space. */
export const isOneToken = (word: string): boolean => rankOf.has(` ${word}`);

/**
 * The words of everyday and technical English that o200k holds as one token or that its dictionary knows, with a share
 * made from o200k's own ranks: a token's rank falls with its frequency, and a word that has tokens of its own without a
 * space and with a capital is one that stands in code.
 */
export function proseWords(): readonly WordSample[] {
  const known = new Set(dictionary);
  const closeness = (token: string): number => 1 / ((rankOf.get(token) ?? 400_000) + 300);
  const words = [...rankOf.keys()]
    .filter((token) => token.startsWith(' '))
    .map((token) => token.slice(1))
    .filter((word) => smallLetters.test(word) && (known.has(word) || word.length < 3));
  const weigh = (word: string): number =>
    closeness(` ${word}`) ** 0.6 * closeness(word) ** 0.2 * closeness(capitalised(word)) ** 0.2;
  const total = words.reduce((sum, word) => sum + weigh(word), 0);
  return words.map((word) => ({
    word,
    tokens: countO200k(` ${word}`),
    share: weigh(word) / total,
  }));
}

/**
 * What the charge has to cover: the dictionary, the 150,000 most frequent words of Wikipedia (names and foreign words
 * among them), each after a space and every third without it or with a capital, and letters at random.
 */
export function coveredWords(seed: number): readonly WordSample[] {
  const random = createRandom(seed);
  const frequent = popular.getMostPopular(150_000).filter((word) => smallLetters.test(word));
  const words = [...new Set([...dictionary, ...frequent])];
  const samples = words.map((word) => ({ word, tokens: countO200k(` ${word}`) }));
  words.forEach((word, index) => {
    if (index % 6 === 0) samples.push({ word, tokens: countO200k(word) });
    if (index % 6 === 3) samples.push({ word, tokens: countO200k(` ${capitalised(word)}`) });
  });
  for (let made = 0; made < 60_000; made++) {
    const letters = Array.from({ length: 1 + Math.floor(random() * 16) }, () =>
      String.fromCharCode(97 + Math.floor(random() * 26)),
    );
    const word = letters.join('');
    samples.push({ word, tokens: countO200k(made % 2 ? word : ` ${word}`) });
  }
  return samples.map((sample) => ({ ...sample, share: 1 / samples.length }));
}
