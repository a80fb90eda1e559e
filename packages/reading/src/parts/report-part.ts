import type { ReportHead, TokenCount } from '@agog/deliverables-core';
import type { SectionEntry } from '../document/section-entry.ts';

/** Which part of a report. With none of `sections`, `lines` and `pointers` it is the whole; at most one of them is given. */
export interface PartQuery {
  /**
   * Sections by number (`2.1`), by path (`implementation/api`, or the end of it), by title, or all whose title matches a
   * regular expression. They come in the order of the report, each once.
   */
  readonly sections?: readonly (string | RegExp)[] | undefined;
  /** Whether sections come with their sub-sections. Default true. */
  readonly subsections?: boolean | undefined;
  /** The first and the last line, counted from 1. A last line beyond the end is the end. */
  readonly lines?: readonly [first: number, last: number] | undefined;
  /** Values of a JSON report, by JSON Pointer (RFC 6901): `/findings/0/risk`; `''` is the whole. */
  readonly pointers?: readonly string[] | undefined;
  /** The most tokens of the answer's text. Default: no limit. */
  readonly maxTokens?: number | undefined;
}

/** Something that was asked for and did not fit. */
export interface OmittedEntry extends SectionEntry {
  /** What it costs to read what is missing. */
  readonly tokens: number;
  /**
   * Where only a part of the section is missing, or where it stands in none: the first and the last line of it. The
   * `reference` of what stands in no section is empty: ask for these lines.
   */
  readonly lines?: readonly [first: number, last: number];
}

/** A part of a report. */
export interface ReportPart {
  readonly head: ReportHead;
  /** What was asked for, in the report's own words; sections come under the headings that they stand in. */
  readonly text: string;
  /** Of `text`. */
  readonly tokens: TokenCount;
  /** The sections that `text` has something of. */
  readonly sections: readonly SectionEntry[];
  /** What was asked for and did not fit: ask for it by its reference, or by its lines. */
  readonly omitted: readonly OmittedEntry[];
  /** Whether `text` is the whole report. */
  readonly whole: boolean;
}
