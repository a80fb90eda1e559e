import type { CountTokens } from '@agog/deliverables-core';
import type { ReportDocument, ReportSection } from './report-document.ts';
import { entryOf, measureSections, type SectionEntry } from './section-entry.ts';

/** Which sections an outline shows, and with which counts. */
export interface OutlineOptions {
  /** Sections down to this level, from 1. */
  readonly levels: number;
  readonly countTokens: CountTokens;
}

/** The sections of a report, without their text. */
export interface DocumentOutline {
  /** Those of the levels asked for, in the order of the text. */
  readonly sections: readonly SectionEntry[];
  /** How many sections are not among them, because they are deeper. */
  readonly deeper: number;
}

/** How deep a section is by its number: the title of a report is 1, its chapters are 2. */
const depthOf = ({ reference }: ReportSection): number =>
  reference === '0' ? 1 : reference.split('.').length + 1;

/**
 * The sections of a report down to a level, with what each costs. A section is shown when its heading is of that level, or
 * it stands no deeper; outermost ones always are.
 */
export const outlineOf = (document: ReportDocument, options: OutlineOptions): DocumentOutline => {
  const { levels, countTokens } = options;
  const tokens = measureSections(document, countTokens);
  const sections = document.everySection
    .filter((section) => !section.parent || Math.min(section.level, depthOf(section)) <= levels)
    .map((section) => entryOf(section, tokens.get(section) ?? 0));
  return { sections, deeper: document.everySection.length - sections.length };
};

/** One line of an outline for a model: the reference, the title, and what the section costs. */
export const renderEntry = ({ reference, title, tokens }: SectionEntry): string =>
  `${reference} ${title} ${tokens}`.replace(/ {2,}/g, ' ');

/** An outline for a model: a line for each section, and how many are deeper. */
export const renderOutline = ({ sections, deeper }: DocumentOutline): string =>
  [...sections.map(renderEntry), ...(deeper > 0 ? [`+${deeper} deeper`] : [])].join('\n');
