import type { PassageCut } from './cut-passages.ts';

/** Passages that stand side by side in one report, by their places among all passages. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The place of the best passage in it. */
  readonly best: number;
  /** Of the best passage. */
  readonly score: number;
}

/** How many of the best passages take neighbours with them that answer as well. */
const seeds = 3;
/** From this share of a seed's score on its neighbour is taken along. */
const neighbourShare = 0.5;
/** So many passages in a row that do not fit end the search for one that does. */
const enoughMisses = 8;
/** So many passages are looked at. */
const enoughCandidates = 60;

const bestOf = ({ best, score }: Span): Pick<Span, 'best' | 'score'> => ({ best, score });

/** The spans with one passage more: in a span of its own, or in one with those that it touches. */
export const addPassage = (
  spans: readonly Span[],
  passages: readonly PassageCut[],
  at: number,
  score: number,
): Span[] => {
  const touches = ({ from, to }: Span): boolean =>
    (to + 1 === at || from - 1 === at) && passages[from]?.report === passages[at]?.report;
  const touching = spans.filter(touches);
  const joined = touching.reduce<Span>(
    (one, other) => ({
      from: Math.min(one.from, other.from),
      to: Math.max(one.to, other.to),
      ...(one.score >= other.score ? bestOf(one) : bestOf(other)),
    }),
    { from: at, to: at, best: at, score },
  );
  return [...spans.filter((span) => !touching.includes(span)), joined].sort(
    (one, other) => other.score - one.score,
  );
};

/**
 * Chooses passages, the best first, as long as they fit. The very best get their neighbours too, where these answer as
 * well: a long sentence, a list or a table is then in one piece; the best one gets what stands around it in its section. The same text is taken once only.
 */
export const choosePassages = (
  passages: readonly PassageCut[],
  scores: readonly number[],
  fits: (spans: readonly Span[]) => boolean,
): readonly Span[] => {
  const scoreOf = (at: number): number => scores[at] ?? 0;
  const median = [...scores].sort((one, other) => one - other)[scores.length >> 1] ?? 0;
  const order = scores.flatMap((score, at) => (score > 0 ? [at] : []));
  order.sort((one, other) => scoreOf(other) - scoreOf(one));

  let spans: readonly Span[] = [];
  const isChosen = (at: number): boolean => spans.some(({ from, to }) => from <= at && at <= to);
  const add = (at: number): boolean => {
    if (isChosen(at)) return true;
    const more = addPassage(spans, passages, at, scoreOf(at));
    if (!fits(more)) return false;
    spans = more;
    return true;
  };
  const isBeside = (at: number, other: number): boolean =>
    passages[at] !== undefined && passages[at]?.report === passages[other]?.report;
  const takeNeighbours = (seed: number): void => {
    const least = median + neighbourShare * (scoreOf(seed) - median);
    for (const step of [1, -1]) {
      for (let at = seed + step; isBeside(at, seed) && scoreOf(at) >= least; at += step) {
        if (!add(at)) break;
      }
    }
  };
  const widen = ({ from, to, best }: Span): void => {
    for (const at of [to + 1, from - 1]) {
      if (isBeside(at, best) && passages[at]?.section === passages[best]?.section) add(at);
    }
  };

  const seen = new Set<string>();
  let taken = 0;
  let misses = 0;
  for (const at of order.slice(0, enoughCandidates)) {
    const { report, start, end } = passages[at] as PassageCut;
    const text = report.document.text.slice(start, end).replace(/\s+/g, ' ').trim();
    if (seen.has(text) || isChosen(at)) continue;
    seen.add(text);
    if (!add(at)) {
      misses++;
      if (misses >= enoughMisses) break;
      continue;
    }
    misses = 0;
    taken++;
    if (taken <= seeds) takeNeighbours(at);
    const [best] = spans;
    if (taken === 1 && best) widen(best);
  }
  return spans;
};
