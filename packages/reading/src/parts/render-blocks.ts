import type { ReportBlock, ReportDocument, ReportSection } from '../document/report-document.ts';

/** The sections that a section stands in, the outermost first. */
const sectionsAround = (section: ReportSection | null): ReportSection[] =>
  section ? [...sectionsAround(section.parent), section] : [];

const headingOf = ({ level, title }: ReportSection): string => `${'#'.repeat(level)} ${title}\n`;

/** A block, or its first part. */
export interface PartialBlock extends ReportBlock {
  /** What stands after it, on lines of its own, because something is left out. */
  readonly suffix?: string | undefined;
}

/**
 * Blocks in the report's own words. Where a section begins whose headings are not among the blocks, they are written
 * before it, so that whoever reads knows where it stands. Blocks come in the order of the text.
 */
export const renderBlocks = (
  { text }: Pick<ReportDocument, 'text'>,
  blocks: readonly PartialBlock[],
): string => {
  const shown = new Set<ReportSection>();
  let rendered = '';
  for (const { kind, start, end, section, suffix } of blocks) {
    if (kind === 'heading' && section) shown.add(section);
    const missing = sectionsAround(section).filter((around) => !shown.has(around));
    if (missing.length > 0) {
      if (rendered !== '' && !rendered.endsWith('\n\n')) rendered += '\n';
      rendered += `${missing.map(headingOf).join('')}\n`;
      for (const around of missing) shown.add(around);
    }
    rendered += text.slice(start, end);
    if (suffix) rendered += `${/[\r\n]$/.test(rendered) ? '' : '\n'}${suffix}`;
  }
  return rendered;
};
