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
const classes = /* @__PURE__ */ Array.from(letterClasses, Number);
const weights = /* @__PURE__ */ Array.from(pairWeights, Number);

/** What the letters of a word cost, whatever stands before them. */
interface WordScore {
  /** Tokens at most, if the table is right for the word. */
  readonly most: number;
  /** Tokens at most, whatever the word: two for three letters, more for hard ones. */
  readonly utmost: number;
  /** Whether it is listed as one token. */
  readonly isListed: boolean;
  /** Whether it is listed as one token together with a `_`, `-` or `.` before it. */
  isListedWith(mark: string): boolean;
}

/** Scores a word of ASCII letters. */
export const scoreWord = (letters: string): WordScore => {
  const { length } = letters;
  let hash = 7;
  let row = 0;
  let tenths = 0;
  // The last five bits of a letter's code are its place in the alphabet, those of `@` are 0.
  for (const letter of `${letters}@`) {
    const place = letter.charCodeAt(0) & 31;
    const column = classes[place] ?? 0;
    tenths += weights[row * classCount + column] ?? 0;
    hash = (hash * 31 + place) % modulus;
    row = column;
  }
  const capitals = letters.replace(/[a-z]+/, '').length;
  // Letters that o200k seldom joins with their neighbours.
  const hard = letters.replace(/[^jkqv-z]+/gi, '').length;
  const isShort = tenths < 40 && capitals < 2;
  // No English word has so many consonants in a row, though it may have the hash of one.
  const isNoise = /[^aeiouy]{5}|^[^aeiouy]{4}/i.test(letters);
  const isListed = isShort && !isNoise && listed.has(hash);
  const utmost = length < 4 ? length : Math.ceil((2 * (length + hard)) / 3);
  let most = isListed ? 1 : Math.max(1, tenths / 10);
  if (!isListed && length > 1) {
    if (capitals > 1) most = Math.max(most, capitals * 0.62);
    // What is hardly a word.
    const isOdd = length > 16 || isNoise || (capitals > 1 ? 2 : 3) * hard >= length;
    if (isOdd) most = Math.max(most, utmost);
    else if (most > 1 && 2 * most > length) most += 0.35;
  }
  return {
    most,
    utmost,
    isListed,
    isListedWith: (mark) =>
      isShort && /[_.-]/.test(mark) && listed.has((hash + mark.charCodeAt(0)) % modulus),
  };
};
