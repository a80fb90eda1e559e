import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';
import { lineOf, lineStarts } from '../document/line-starts.ts';
import type { ReportBlock, ReportDocument, ReportSection } from '../document/report-document.ts';
import { entryOf } from '../document/section-entry.ts';
import type { OmittedEntry } from '../parts/report-part.ts';

/** What is missing of one section, its sub-sections not counted. */
interface Gap {
  start: number;
  end: number;
  tokens: number;
}

const nowhere = { reference: '', path: '', title: '', level: 0, headings: [] };

/** A title's section holds the whole report: what is missing of it is told by lines. */
const isTitle = (section: ReportSection): boolean => section.reference === '0';

/**
 * Tells what is missing when only some of the blocks asked for are there. A section that is missing with all below it is told once; of
 * one that is there in part the lines are told. Sizes are counted once, however often it is asked.
 */
export const createLeftOut = (
  { text }: ReportDocument,
  asked: readonly ReportBlock[],
  countTokens: CountTokens,
): ((chosen: ReadonlyMap<number, ReportBlock>) => OmittedEntry[]) => {
  const sizes = new Map<number, number>();
  const sizeOf = ({ start, end }: ReportBlock): number => {
    const known = sizes.get(start) ?? countLinear(countTokens, text.slice(start, end));
    sizes.set(start, known);
    return known;
  };
  const askedSections = new Set(asked.map(({ section }) => section));
  let starts: readonly number[] | null = null;
  const linesOf = ({ start, end }: Gap): readonly [number, number] => {
    starts ??= lineStarts(text);
    return [lineOf(starts, start), lineOf(starts, Math.max(start, end - 1))];
  };
  return (chosen) => {
    const touched = new Set<ReportSection | null>();
    for (const { section } of chosen.values()) {
      for (let around = section; around; around = around.parent) touched.add(around);
    }
    const gaps = new Map<ReportSection | null, Gap>();
    for (const block of asked) {
      const { section, kind, start, end } = block;
      const kept = chosen.get(start);
      if (kept && kept.end >= end) continue;
      const isHere = section === null || touched.has(section);
      // A heading whose sub-sections are there is written above them.
      if (isHere && kind === 'heading') continue;
      let whole = section;
      while (whole?.parent && !isHere && askedSections.has(whole.parent)) {
        if (touched.has(whole.parent) || isTitle(whole.parent)) break;
        whole = whole.parent;
      }
      // Of a block that was cut its share, since it is asked at every try.
      const share = kept ? (end - kept.end) / (end - start) : 1;
      const tokens = Math.ceil(share * sizeOf(block));
      const gap = gaps.get(whole) ?? { start: kept?.end ?? start, end, tokens: 0 };
      gap.end = end;
      gap.tokens += tokens;
      gaps.set(whole, gap);
    }
    return [...gaps].map(([section, gap]) => {
      const isPart = !section || touched.has(section) || isTitle(section);
      const entry = section ? entryOf(section, gap.tokens) : { ...nowhere, tokens: gap.tokens };
      return isPart ? { ...entry, lines: linesOf(gap) } : entry;
    });
  };
};
