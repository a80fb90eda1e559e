import type { WordSample } from './word-samples.ts';

/** The constants that the scorer in core shares; changing one needs a new fit. */
export const hashing = { multiplier: 31, start: 7, modulus: 15_361 } as const;
/** Score, with both ends, from which on a word is not looked up: such words are rarely one token. */
const listedBelow = 4;
const pairs = 27 * 27;

/** A word as the model sees it: its pairs of letters, both ends included, and its hash. */
interface Prepared extends WordSample {
  readonly pairs: Uint16Array;
  readonly hash: number;
}

export function hashWord(word: string, prefix: number = hashing.start): number {
  let hash = prefix;
  for (const character of word) {
    hash = (hash * hashing.multiplier + (character.charCodeAt(0) & 31)) % hashing.modulus;
  }
  return hash;
}

function prepare(sample: WordSample): Prepared {
  const letters = [0, ...[...sample.word].map((character) => character.charCodeAt(0) & 31), 0];
  const found = letters.slice(1).map((letter, index) => (letters[index] ?? 0) * 27 + letter);
  return { ...sample, pairs: Uint16Array.from(found), hash: hashWord(sample.word) };
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

/** Weights of the pairs of letters, and the hashes taken for words of one token. */
export class WordModel {
  readonly weights: Float64Array = new Float64Array(pairs).fill(1 / 3);
  readonly listed: Uint8Array = new Uint8Array(hashing.modulus);
  readonly #prose: readonly Prepared[];
  readonly #covered: readonly Prepared[];

  constructor(prose: readonly WordSample[], covered: readonly WordSample[]) {
    this.#prose = prose.map(prepare);
    this.#covered = covered.map(prepare);
  }

  #score(word: Prepared): number {
    let score = 0;
    for (const pair of word.pairs) score += this.weights[pair] ?? 0;
    return Math.max(1, score);
  }

  #charge(word: Prepared): number {
    const score = this.#score(word);
    return score < listedBelow && this.listed[word.hash] === 1 ? 1 : score;
  }

  /**
   * Descends on: mean charge of prose + `caution` × mean shortfall of the covered words. The words come in the order of
   * `random`, in batches; the step shrinks to nothing over the passes.
   */
  descend(passes: number, step: number, caution: number, random: () => number): void {
    const order = [...this.#covered];
    const batch = 2000;
    for (let pass = 0; pass < passes; pass++) {
      shuffle(order, random);
      const size = step * (1 - pass / passes) + 0.0005;
      let slope = new Float64Array(pairs);
      for (let from = 0; from < order.length; from += batch) {
        if ((from / batch) % 10 === 0) slope = this.#proseSlope();
        const pull = new Float64Array(pairs);
        const part = order.slice(from, from + batch);
        for (const word of part) {
          if (this.#charge(word) >= word.tokens) continue;
          for (const pair of word.pairs) pull[pair] = (pull[pair] ?? 0) + caution / part.length;
        }
        for (let pair = 0; pair < pairs; pair++) {
          const moved = (this.weights[pair] ?? 0) + size * ((pull[pair] ?? 0) - (slope[pair] ?? 0));
          this.weights[pair] = Math.min(1.2, Math.max(0, moved));
        }
      }
    }
  }

  #proseSlope(): Float64Array<ArrayBuffer> {
    const slope = new Float64Array(pairs);
    for (const word of this.#prose) {
      if (this.#charge(word) === 1) continue;
      for (const pair of word.pairs) slope[pair] = (slope[pair] ?? 0) + word.share;
    }
    return slope;
  }

  /** Lists the hashes that save most: what the words of one token behind them would be charged too much. */
  list(count: number, always: readonly number[]): void {
    const gain = new Map<number, number>(always.map((hash) => [hash, Number.POSITIVE_INFINITY]));
    for (const word of this.#prose) {
      const score = this.#score(word);
      if (word.tokens > 1 || score >= listedBelow) continue;
      gain.set(word.hash, (gain.get(word.hash) ?? 0) + word.share * (score - 1));
    }
    const best = [...gain].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, count);
    this.listed.fill(0);
    for (const [hash] of best) this.listed[hash] = 1;
  }

  /** Rounds the weights to fifths, as the table holds them. */
  round(): void {
    this.weights.forEach((weight, pair) => {
      this.weights[pair] = Math.round(weight * 5) / 5;
    });
  }

  quality(of: 'prose' | 'covered'): ModelQuality {
    const sum = { exact: 0, charged: 0, short: 0, shortfall: 0 };
    for (const word of of === 'prose' ? this.#prose : this.#covered) {
      const charged = this.#charge(word);
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
