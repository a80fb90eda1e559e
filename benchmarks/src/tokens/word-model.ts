import type { WordSample } from './word-samples.ts';

/** The constants that the scorer in core shares; changing one needs a new fit. */
export const hashing = { multiplier: 31, start: 7, modulus: 8009 } as const;
/** Score, with both ends, from which on a word is not looked up: such words are rarely one token. */
const listedBelow = 4;
/** Letters, and the end of a word, which is 0. */
export const letterCount = 27;

/** A word as the model sees it: its pairs of letters, both ends included, its hash, and the least it is charged. */
interface Prepared extends WordSample {
  readonly pairs: Uint16Array;
  readonly hash: number;
  readonly least: number;
}

const lettersOf = (word: string): number[] => [
  ...[...word].map((character) => character.charCodeAt(0) & 31),
  0,
];

/** The hash of a word with its end; what is listed with a character before it has that added. */
export function hashWord(word: string, prefix = 0): number {
  const { multiplier, start, modulus } = hashing;
  const hash = lettersOf(word).reduce(
    (sum, letter) => (sum * multiplier + letter) % modulus,
    start,
  );
  return (hash + prefix) % modulus;
}

/** What core charges at least for what is hardly a word: more than 16 letters, or a third of them hard. */
function leastCharge(word: string): number {
  const { length } = word;
  const hard = word.match(/[jkqv-z]/g)?.length ?? 0;
  if (length < 2 || (length < 17 && 3 * hard < length)) return 1;
  return length < 4 ? length : Math.ceil((2 * (length + hard)) / 3);
}

/** How a fitted model does on a set of words, in tokens a word, weighted by share. */
export interface ModelQuality {
  readonly exact: number;
  readonly charged: number;
  /** Share of the words that are charged less than they cost. */
  readonly short: number;
  /** What they are charged too little, over all words. */
  readonly shortfall: number;
}

/** Weights of the pairs of letters, letters of one class alike, and the hashes taken for words of one token. */
export class WordModel {
  readonly classCount: number;
  readonly weights: Float64Array;
  readonly listed: Uint8Array = new Uint8Array(hashing.modulus);
  readonly #prose: readonly Prepared[];
  readonly #covered: readonly Prepared[];

  constructor(
    prose: readonly WordSample[],
    covered: readonly WordSample[],
    classes: readonly number[],
  ) {
    this.classCount = Math.max(...classes) + 1;
    this.weights = new Float64Array(this.classCount ** 2).fill(1 / 3);
    const prepare = (sample: WordSample): Prepared => {
      const found = lettersOf(sample.word).map((letter) => classes[letter] ?? 0);
      const pairs = found.map((one, index) => (found[index - 1] ?? 0) * this.classCount + one);
      const { word } = sample;
      return {
        ...sample,
        pairs: Uint16Array.from(pairs),
        hash: hashWord(word),
        least: leastCharge(word),
      };
    };
    this.#prose = prose.map(prepare);
    this.#covered = covered.map(prepare);
  }

  #score(word: Prepared): number {
    let score = 0;
    for (const pair of word.pairs) score += this.weights[pair] ?? 0;
    return score;
  }

  #charge(word: Prepared): number {
    const score = this.#score(word);
    return score < listedBelow && this.listed[word.hash] === 1 ? 1 : Math.max(score, word.least);
  }

  /**
   * Descends on: mean charge of prose + `caution` × mean shortfall of the covered words. The words come in the order of
   * `random`, in batches; the step shrinks to nothing over the passes.
   */
  descend(passes: number, step: number, caution: number, random: () => number): void {
    const order = [...this.#covered];
    const batch = 4000;
    for (let pass = 0; pass < passes; pass++) {
      shuffle(order, random);
      const size = step * (1 - pass / passes) + 0.0003;
      let slope = new Float64Array(this.weights.length);
      for (let from = 0; from < order.length; from += batch) {
        if ((from / batch) % 12 === 0) slope = this.#proseSlope();
        const pull = new Float64Array(this.weights.length);
        const part = order.slice(from, from + batch);
        for (const word of part) {
          if (this.#charge(word) >= word.tokens) continue;
          for (const pair of word.pairs) pull[pair] = (pull[pair] ?? 0) + caution / part.length;
        }
        this.weights.forEach((weight, pair) => {
          const moved = weight + size * ((pull[pair] ?? 0) - (slope[pair] ?? 0));
          this.weights[pair] = Math.min(1.2, Math.max(0, moved));
        });
      }
    }
  }

  #proseSlope(): Float64Array<ArrayBuffer> {
    const slope = new Float64Array(this.weights.length);
    for (const word of this.#prose) {
      if (this.#charge(word) === 1 || this.#score(word) <= word.least) continue;
      for (const pair of word.pairs) slope[pair] = (slope[pair] ?? 0) + word.share;
    }
    return slope;
  }

  /**
   * Lists the hashes that save most: what the words of one token behind them would be charged too much, less a good
   * part of what the other words behind them then are charged too little.
   */
  list(count: number, always: readonly number[], caution: number): void {
    const gain = new Map<number, number>(always.map((hash) => [hash, Number.POSITIVE_INFINITY]));
    for (const word of this.#prose) {
      const score = this.#score(word);
      if (word.tokens > 1 || score >= listedBelow) continue;
      const saved = word.share * (Math.max(score, word.least, 1) - 1);
      gain.set(word.hash, (gain.get(word.hash) ?? 0) + saved);
    }
    for (const word of this.#covered) {
      const score = this.#score(word);
      const known = gain.get(word.hash);
      if (word.tokens < 2 || score >= listedBelow || known === undefined) continue;
      const lost = word.share * Math.max(0, Math.min(score, word.tokens) - 1);
      gain.set(word.hash, known - 0.3 * caution * lost);
    }
    const best = [...gain].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, count);
    this.listed.fill(0);
    for (const [hash] of best) this.listed[hash] = 1;
  }

  /** Rounds the weights to tenths, as the table holds them in one digit. */
  round(): void {
    this.weights.forEach((weight, pair) => {
      this.weights[pair] = Math.min(9, Math.round(weight * 10)) / 10;
    });
  }

  /** How often each pair of classes stands in the samples, by share. */
  frequencies(): Float64Array {
    const found = new Float64Array(this.weights.length);
    for (const [words, weight] of [[this.#prose, 3] as const, [this.#covered, 1] as const]) {
      for (const { pairs, share } of words) {
        for (const pair of pairs) found[pair] = (found[pair] ?? 0) + weight * share;
      }
    }
    return found;
  }

  quality(of: 'prose' | 'covered'): ModelQuality {
    const sum = { exact: 0, charged: 0, short: 0, shortfall: 0 };
    for (const word of of === 'prose' ? this.#prose : this.#covered) {
      const charged = Math.max(1, this.#charge(word));
      const missing = Math.max(0, word.tokens - charged);
      sum.exact += word.share * word.tokens;
      sum.charged += word.share * charged;
      sum.short += missing > 0 ? word.share : 0;
      sum.shortfall += word.share * missing;
    }
    return sum;
  }
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = items[last] as T; // Both indexes are inside the array.
    items[last] = items[other] as T;
    items[other] = held;
  }
}
