/** One way of doing a thing: `count` operations, one after the other or as it likes. */
export interface Contestant {
  readonly name: string;
  readonly run: (count: number) => Promise<void>;
}

/** Two ways of doing the same, and by how much ours should be faster. */
export interface Comparison {
  readonly what: string;
  /** Makes what both look for. */
  readonly prepare?: () => Promise<void>;
  readonly ours: Contestant;
  readonly theirs: Contestant;
  /** Operations in a round. */
  readonly count: number;
  /** How often each is measured. */
  readonly rounds: number;
  /** Their time ÷ ours, at least; 0 where it is only reported. */
  readonly bound: number;
}

/** What a comparison showed. */
export interface Result {
  readonly what: string;
  /** Medians, in milliseconds an operation. */
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly bound: number;
  readonly isMet: boolean;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const time = async ({ run }: Contestant, count: number): Promise<number> => {
  const start = performance.now();
  await run(count);
  return (performance.now() - start) / count;
};

/** Measures both in turn, each first as often as the other, so that what else the machine does meets both. */
export const compare = async (comparison: Comparison): Promise<Result> => {
  const { what, prepare, ours, theirs, count, rounds, bound } = comparison;
  await prepare?.();
  // A round apiece to warm up.
  await time(ours, count);
  await time(theirs, count);
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    for (const who of order) times[who].push(await time(comparison[who], count));
  }
  const result = { ours: median(times.ours), theirs: median(times.theirs) };
  const ratio = result.theirs / result.ours;
  return { what, ...result, ratio, bound, isMet: ratio >= bound };
};

/** A line of the table. */
export const format = ({ what, ours, theirs, ratio, bound, isMet }: Result): string => {
  const figures = [ours, theirs].map((value) => `${value.toFixed(3)} ms`.padStart(12)).join('');
  const verdict = `at least ${bound.toFixed(2)}: ${isMet ? 'met' : 'MISSED'}`;
  return `${what.padEnd(58)}${figures}${ratio.toFixed(2).padStart(9)}   ${bound === 0 ? 'reported' : verdict}`;
};
