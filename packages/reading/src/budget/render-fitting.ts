import type { ReportBlock, ReportDocument } from '../document/report-document.ts';
import { type PartialBlock, renderBlocks } from '../parts/render-blocks.ts';
import type { OmittedEntry } from '../parts/report-part.ts';
import type { Budget } from './budget.ts';
import { closingLine } from './closing-line.ts';
import { createLeftOut } from './left-out.ts';

/** What fits into a budget. */
export interface Fitted {
  /** Never costs more than the budget. */
  readonly text: string;
  /** What of the report is in it, in the order of the text. */
  readonly blocks: readonly ReportBlock[];
  readonly omitted: readonly OmittedEntry[];
}

/** Stands where the rest of a section is left out. */
const gapMark = '[…]\n';

/** Text with a line after it, set off by a blank one. */
const append = (text: string, line: string): string => {
  if (line === '' || text === '') return text + line;
  return `${text}${text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n'}${line}`;
};

/** Writes some of the blocks asked for, in the order of the text, and tells what is left out. */
export const createFittingRenderer = (
  document: ReportDocument,
  asked: readonly ReportBlock[],
  budget: Budget,
): ((chosen: readonly PartialBlock[]) => Fitted) => {
  const leftOut = createLeftOut(document, asked, budget.countTokens);
  const following = new Map(asked.map((block, index) => [block.start, asked[index + 1]]));
  return (chosen) => {
    const kept = new Map(chosen.map((block) => [block.start, block]));
    const blocks = chosen
      .toSorted((one, other) => one.start - other.start)
      .map((block): PartialBlock => {
        const next = following.get(block.start);
        const isGap = next && next.section === block.section && !kept.has(next.start);
        if (!isGap && block.suffix === undefined) return block;
        return { ...block, suffix: `${block.suffix ?? ''}${gapMark}` };
      });
    const omitted = leftOut(kept);
    const text = append(renderBlocks(document, blocks), closingLine(omitted, budget));
    return { text, blocks: chosen, omitted };
  };
};
