import { stopWords } from './stop-words.ts';

/** Runs of letters, marks and digits of any script. */
const runs = /[\p{L}\p{M}\p{N}]+/gu;

/** Where the parts of an identifier meet: `camelCase`, `HTTPServer`, `sha256Digest`. */
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** No word is longer than this: what is longer is data. */
const longestWord = 64;

/**
 * The words of a text as they are compared: lower case and without accents. Of `fooBar` there are `foobar`, `foo` and
 * `bar`, of `foo-bar` and `foo_bar` the parts; of scripts without spaces every two characters side by side.
 */
export const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  const isAscii = !/[^\0-\x7f]/.test(text);
  const plain = isAscii ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  for (const [run] of plain.matchAll(runs)) {
    if (!isAscii && unspaced.test(run)) {
      for (let at = 0; at < run.length; at++) words.push(run.slice(at, at + 2));
      continue;
    }
    const shown = run.slice(0, longestWord);
    const word = shown.toLowerCase();
    words.push(word);
    if (shown.slice(1) === word.slice(1)) continue;
    const parts = shown.split(humps);
    if (parts.length > 1) words.push(...parts.map((part) => part.toLowerCase()));
  }
  return words;
};

/** The words of a text that say what it is about, each once. */
export const contentWordsOf = (text: string): string[] => [
  ...new Set(wordsOf(text).filter((word) => !stopWords.has(word))),
];
