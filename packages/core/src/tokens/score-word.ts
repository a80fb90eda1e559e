import { classCount, letterClasses, listedWords, modulus, pairWeights } from './word-table.ts';

/** Hashes of the words that are one token, from the gaps between them. */
function readListed(): ReadonlySet<number> {
  const hashes = new Set<number>();
  let hash = 0;
  for (const character of listedWords) {
    hash += character === '~' ? 85 : character.charCodeAt(0) - 35;
    if (character !== '~') hashes.add(hash);
  }
  return hashes;
}

const listed = /* @__PURE__ */ readListed();

/** What the table knows of the letters of a word. */
export interface WordScore {
  /** The sum of the weights of its pairs of letters, its two ends included. */
  readonly score: number;
  /** Whether it is listed as one token, with the `_`, `-` or `.` before it or by itself. */
  readonly isListed: boolean;
  /** Whether that character is part of the token. */
  readonly withMark: boolean;
}

/** Scores a word of ASCII letters, `before` it the character that belongs to its piece, if any. */
export const scoreWord = (letters: string, before: string): WordScore => {
  let hash = 7;
  let row = 0;
  let tenths = 0;
  // The last five bits of a letter's code are its place in the alphabet, those of `@` are 0.
  for (const letter of `${letters}@`) {
    const place = letter.charCodeAt(0) & 31;
    const column = Number(letterClasses[place]);
    tenths += Number(pairWeights[row * classCount + column]);
    hash = (hash * 31 + place) % modulus;
    row = column;
  }
  const isName = tenths < 40 && !/[A-Z]{2}/.test(letters);
  const withMark =
    isName && /[_.-]/.test(before) && listed.has((hash + before.charCodeAt(0)) % modulus);
  return { score: tenths / 10, isListed: withMark || (isName && listed.has(hash)), withMark };
};
