import type { ReportBlock, ReportDocument, ReportSection } from '../document/report-document.ts';
import type { PartialBlock } from '../parts/render-blocks.ts';
import { type Budget, isWithin, mostCharacters } from './budget.ts';
import { type CutBlock, cutBlock } from './cut-block.ts';
import { groupBlocks } from './group-blocks.ts';
import { largest } from './largest.ts';
import { createFittingRenderer, type Fitted } from './render-fitting.ts';

/** How many sections that do not fit are passed over for smaller ones. */
const passedOver = 12;

/**
 * As many blocks as a budget holds, in the order of the text. All of them, exactly as they stand in the text, where they fit. Else
 * summaries come first, then what stands before the first heading and under the title, then the sections in the order
 * given; of the first section that does not fit its first blocks, and of the others nothing. A block is cut only where it alone is more than the budget.
 * What is left out is told in a line at the end.
 *
 * @param blocks in the order of the text
 * @param order places of the sections asked for, where that is not the order of the text
 */
export const fitBlocks = (
  document: ReportDocument,
  blocks: readonly ReportBlock[],
  budget: Budget,
  order: ReadonlyMap<ReportSection | null, number> = new Map(),
): Fitted => {
  const render = createFittingRenderer(document, blocks, budget);
  const holds = (text: string) => isWithin(budget, text);
  const fits = (chosen: readonly PartialBlock[]) =>
    chosen.reduce((sum, { start, end }) => sum + end - start, 0) <= mostCharacters(budget) &&
    holds(render(chosen).text);
  if (fits(blocks)) return render(blocks);
  /** The first blocks of a group, and of one that alone is more than the budget its first part. */
  const fitPart = (
    group: readonly ReportBlock[],
    before: readonly PartialBlock[],
  ): readonly PartialBlock[] => {
    const count = largest(group.length, (most) => fits([...before, ...group.slice(0, most)]));
    const kept = group.slice(0, count);
    const next = group[count];
    const text = next ? document.text.slice(next.start, next.end) : '';
    if (next && !holds(text)) {
      const cutAt = (cut: CutBlock): PartialBlock[] => [
        ...kept,
        { ...next, end: next.start + cut.end, suffix: cut.suffix },
      ];
      const cut = cutBlock(next.kind, text.slice(0, mostCharacters(budget)), (candidate) =>
        fits([...before, ...cutAt(candidate)]),
      );
      if (cut) return cutAt(cut);
    }
    // A heading alone says nothing.
    return kept.every(({ kind }) => kind === 'heading') ? [] : kept;
  };
  const groups = groupBlocks(document, blocks, order);
  let chosen: readonly PartialBlock[] = [];
  let hasPart = false;
  let place = 0;
  for (let misses = 0; misses < passedOver && place < groups.length; misses++) {
    const rest = groups.slice(place);
    const upTo = (count: number) => [
      ...chosen,
      ...rest.slice(0, count).flatMap(({ blocks: group }) => group),
    ];
    const whole = largest(rest.length, (count) => fits(upTo(count)));
    chosen = upTo(whole);
    place += whole + 1;
    const group = rest[whole]?.blocks ?? [];
    if (hasPart || group.length === 0) continue;
    const part = fitPart(group, chosen);
    hasPart = part.length > 0;
    chosen = [...chosen, ...part];
  }
  return fits(chosen) ? render(chosen) : { ...render([]), text: '' };
};
