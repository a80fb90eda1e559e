import type { ReportAddress, TokenCount } from '@agog/deliverables-core';
import type { SectionEntry } from '../document/section-entry.ts';

/** A place of a report that answers. */
export interface Passage extends Pick<ReportAddress, 'agent' | 'channel' | 'sequence'> {
  /** The references of the sections that it stands in, such as `2.1`; none before the first heading. */
  readonly sections: readonly string[];
  /** The titles of the section of its best part, from the outermost down. */
  readonly headings: readonly string[];
  /** Offset in the report, in UTF-16 units. */
  readonly start: number;
  /** As it stands in the report. */
  readonly text: string;
  /** By the ranking that was used; compares within one answer only. */
  readonly score: number;
}

/** A section that answers as well, and did not fit. */
export interface SectionMatch
  extends Pick<ReportAddress, 'agent' | 'channel' | 'sequence'>,
    SectionEntry {}

/** What a search found. */
export interface SearchAnswer {
  /** The best first. */
  readonly passages: readonly Passage[];
  /**
   * For a model: under each report's channel and sequence its passages, each under the section that it stands in; then
   * the sections that answer as well, and the other way to go on, by outlines.
   */
  readonly text: string;
  /** Of the text. */
  readonly tokens: TokenCount;
  /** Sections that answer as well, the best first, at most ten. */
  readonly omitted: readonly SectionMatch[];
  /** The reports that were searched: any of them has an outline to choose sections from. */
  readonly searched: readonly Pick<ReportAddress, 'agent' | 'channel' | 'sequence'>[];
}
