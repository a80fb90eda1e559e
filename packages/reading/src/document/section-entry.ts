import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';
import type { ReportDocument, ReportSection } from './report-document.ts';

/** A section as lists show it. Of a JSON report it is a value, and both `reference` and `path` are its JSON Pointer. */
export interface SectionEntry {
  /** What to pass to read it: a number such as `2.1`. */
  readonly reference: string;
  /** The same by names: `implementation/api`. */
  readonly path: string;
  readonly title: string;
  /** As written: 1 to 6. Of a JSON report how deep the value is. */
  readonly level: number;
  /** The titles from the outermost section down to this one. */
  readonly headings: readonly string[];
  /** What it costs to read, sub-sections included. */
  readonly tokens: number;
}

/** Counts every section once, and answers the tokens of each with its sub-sections. */
export const measureSections = (
  { text, everySection }: ReportDocument,
  countTokens: CountTokens,
): ReadonlyMap<ReportSection, number> => {
  const tokens = new Map<ReportSection, number>();
  for (const section of everySection) {
    const own = countLinear(countTokens, text.slice(section.start, section.ownEnd));
    for (let within: ReportSection | null = section; within; within = within.parent) {
      tokens.set(within, (tokens.get(within) ?? 0) + own);
    }
  }
  return tokens;
};

/** A section as lists show it. */
export const entryOf = (
  { reference, path, title, level, headings }: ReportSection,
  tokens: number,
): SectionEntry => ({ reference, path, title, level, headings, tokens });
