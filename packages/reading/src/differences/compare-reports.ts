import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';
import { structuredPatch } from 'diff';
import { type ComparedSection, matchSections, type SectionPair } from './match-sections.ts';
import type { SectionChange } from './revision-diff.ts';

/** The longest that one section, and all of them, may take to compare, in milliseconds. */
const longestPatch = 300;
const longestComparison = 3_000;

/** The lines that changed, with one line around them, or `null` where comparing takes too long. */
const patchOf = (before: string, after: string, timeout: number): string | null => {
  const patch = structuredPatch('', '', before, after, '', '', { context: 1, timeout });
  return (
    patch?.hunks
      .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
        [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines, ''].join('\n'),
      )
      .join('') ?? null
  );
};

/** Of the sections in both revisions those that do not stand in their old order: the fewest that had to be moved. */
const movedPairs = (
  pairs: readonly SectionPair[],
  before: readonly ComparedSection[],
): ReadonlySet<SectionPair> => {
  const place = new Map(before.map((section, index) => [section, index]));
  const kept = pairs.filter(({ before: earlier, after }) => earlier && after);
  // The longest run in order: for each length the pair that ends it earliest.
  const ends: SectionPair[] = [];
  const previous = new Map<SectionPair, SectionPair | undefined>();
  const placeOf = (pair: SectionPair | undefined) => (pair?.before && place.get(pair.before)) ?? -1;
  for (const pair of kept) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(ends[middle]) < placeOf(pair)) low = middle + 1;
      else high = middle;
    }
    previous.set(pair, ends[low - 1]);
    ends[low] = pair;
  }
  const inOrder = new Set<SectionPair>();
  for (let pair = ends.at(-1); pair; pair = previous.get(pair)) inOrder.add(pair);
  const parent = (path = '') => path.split('/').slice(0, -1).join('/');
  return new Set(
    kept.filter(
      (pair) => !inOrder.has(pair) || parent(pair.before?.path) !== parent(pair.after?.path),
    ),
  );
};

/** What changed, section by section, in time that is bounded whatever the texts are. */
export const compareSections = (
  before: readonly ComparedSection[],
  after: readonly ComparedSection[],
  countTokens: CountTokens,
): readonly SectionChange[] => {
  const end = performance.now() + longestComparison;
  const pairs = matchSections(before, after);
  const moved = movedPairs(pairs, before);
  return pairs.flatMap((pair): SectionChange[] => {
    const { before: earlier, after: later } = pair;
    const shown = later ?? earlier;
    const isSame = earlier?.text === later?.text;
    if (!shown || (isSame && !moved.has(pair))) return [];
    const change = !earlier ? 'added' : !later ? 'removed' : isSame ? 'moved' : 'changed';
    const left = Math.max(1, Math.min(longestPatch, end - performance.now()));
    return [
      {
        change,
        reference: shown.reference,
        path: shown.path,
        title: shown.title,
        pathBefore: earlier && earlier.path !== shown.path ? earlier.path : null,
        tokensBefore: countLinear(countTokens, earlier?.text ?? ''),
        tokensAfter: countLinear(countTokens, later?.text ?? ''),
        patch: change === 'changed' ? patchOf(earlier?.text ?? '', later?.text ?? '', left) : '',
      },
    ];
  });
};
