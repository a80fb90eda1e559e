import type { ReportBlock, ReportDocument, ReportSection } from '../document/report-document.ts';
import { rankOf } from '../document/section-rank.ts';

/** Blocks that are read together. */
export interface BlockGroup {
  readonly blocks: readonly ReportBlock[];
  /** Smaller ones first. */
  readonly rank: number;
}

/** What stands before the first heading, and right under the title. */
const openingRank = 0.5;
/** Comments to authors, and lists of the headings. */
const asideRank = 2;

/** Where a section does not say it by its own title, the one that it stands in does: all of a summary comes first. */
const rankWithin = (section: ReportSection | null): number => {
  if (!section || section.reference === '0') return openingRank;
  const own = rankOf(section.title);
  if (own !== 1 || !section.parent || section.parent.reference === '0') return own;
  return rankWithin(section.parent);
};

/** Whether a block is a comment, or a list of nothing but links into the report. */
const isAside = (text: string, { kind, start, end }: ReportBlock): boolean => {
  if (kind === 'html') return text.startsWith('<!--', start);
  if (kind !== 'list') return false;
  const link = /\s*(?:[-*+]|\d+[.)])\s+\[[^\r\n]*\]\(#[^\s)]*\)[ \t]*(?:[\r\n]+|$)/y;
  let offset = start;
  while (offset < end) {
    link.lastIndex = offset;
    if (!link.test(text)) return false;
    offset = link.lastIndex;
  }
  return true;
};

/**
 * Blocks by section, what is most useful first. A heading with nothing of its own below it is left to the sections that
 * it heads.
 *
 * @param order places of the sections asked for, where that is not the order of the text
 */
export const groupBlocks = (
  { text }: Pick<ReportDocument, 'text'>,
  blocks: readonly ReportBlock[],
  order: ReadonlyMap<ReportSection | null, number>,
): readonly BlockGroup[] => {
  const groups = new Map<unknown, ReportBlock[]>();
  const asides: BlockGroup[] = [];
  for (const block of blocks) {
    if (isAside(text, block)) asides.push({ blocks: [block], rank: asideRank });
    else {
      const group = groups.get(block.section);
      if (group) group.push(block);
      else groups.set(block.section, [block]);
    }
  }
  const placeOf = ({ blocks: [first] }: BlockGroup) => order.get(first?.section ?? null) ?? 0;
  const sections = [...groups.values()]
    .filter((group) => group.some(({ kind }) => kind !== 'heading'))
    .map((group): BlockGroup => ({ blocks: group, rank: rankWithin(group[0]?.section ?? null) }));
  return [...sections, ...asides].toSorted(
    (one, other) => one.rank - other.rank || placeOf(one) - placeOf(other),
  );
};
