import { listedWords, modulus, pairWeights } from './word-table.ts';

/** Hashes of the words that are one token, from the gaps between them. */
function readListed(): Uint8Array {
  const hashes = new Uint8Array(modulus);
  let hash = 0;
  for (const character of listedWords) {
    hash += character === '~' ? 85 : character.charCodeAt(0) - 35;
    if (character !== '~') hashes[hash] = 1;
  }
  return hashes;
}

const listed = /* @__PURE__ */ readListed();
/** Letters that o200k seldom joins with their neighbours, as a bit each: j, k, q, v, w, x, y, z. */
const hardLetters = 0b111_1100_0010_0000_1100_0000_0000;

/**
 * Tokens of the ASCII letters from `start` to `end`, `capitals` of them capital letters at the start. `prefix` is the
 * code of the character before them that belongs to their piece, 0 where there is none.
 */
export type ScoreWord = (
  text: string,
  start: number,
  end: number,
  capitals: number,
  prefix: number,
) => number;

/**
 * Makes a scorer of words: 1 for a word that is listed as one token, else the sum of the weights of its pairs of
 * letters, its two ends included. A prefix other than a space is one token more, unless it is listed with the word.
 *
 * The table is right for words on the whole, not for each. So with `cautious`, what is hardly a word (longer than 16
 * letters, or half of it hard letters) and what makes up a tenth of the words so far is charged the most that letters
 * cost, which is two tokens for three letters and more for hard ones; and a quarter of a token is added where the table
 * itself sees unusual pairs.
 */
export function createWordScore(cautious: boolean): ScoreWord {
  const seen = new Map<number, number>();
  let words = 0;
  return (text, start, end, capitals, prefix) => {
    let hash = 7;
    let prefixed = prefix;
    let fifths = 0;
    let hard = 0;
    let row = 0;
    for (let at = start; at < end; at++) {
      const letter = text.charCodeAt(at) & 31;
      fifths += Number(pairWeights[row + letter]);
      hash = (hash * 31 + letter) % modulus;
      prefixed = (prefixed * 31 + letter) % modulus;
      hard += (hardLetters >> letter) & 1;
      row = letter * 27;
    }
    const letters = end - start;
    const extra = prefix === 0 || prefix === 32 ? 0 : 1;
    let score = Math.max(
      1,
      (fifths + Number(pairWeights[row])) / 5,
      capitals > 1 ? capitals * 0.62 : 0,
    );
    if (capitals < 2 && score < 4) {
      // `_`, `-` and `.` are the prefixes that words are listed with.
      if (listed[prefixed] && (prefix === 95 || prefix === 45 || prefix === 46)) score = 0;
      else if (listed[hash]) score = 1;
    }
    if (cautious && letters > 1) {
      words++;
      const times = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, times);
      if (letters > 16 || 2 * hard >= letters || times > 2 + words / 10) {
        score = Math.max(score, letters < 4 ? letters : Math.ceil((2 * (letters + hard)) / 3));
      } else if (score > 1 && 2 * score > letters) score += 0.25;
    }
    return score + extra;
  };
}
