import { findSection } from '../document/find-section.ts';
import type { ReportBlock, ReportDocument, ReportSection } from '../document/report-document.ts';
import type { PartQuery } from './report-part.ts';

/** A section and everything below it. */
const withSubsections = (section: ReportSection): readonly ReportSection[] => [
  section,
  ...section.sections.flatMap(withSubsections),
];

/**
 * The sections that a query asks for, in the order asked, each once.
 *
 * @throws DeliverablesError as `findSection`
 */
export const chooseSections = (
  document: ReportDocument,
  { sections = [], subsections = true }: Pick<PartQuery, 'sections' | 'subsections'>,
): ReadonlySet<ReportSection> => {
  const found = sections.flatMap((reference) => findSection(document, reference));
  return new Set(subsections ? found.flatMap(withSubsections) : found);
};

/** The blocks of these sections, in the order of the text. */
export const blocksOf = (
  { blocks }: ReportDocument,
  sections: ReadonlySet<ReportSection>,
): readonly ReportBlock[] => blocks.filter(({ section }) => section && sections.has(section));
