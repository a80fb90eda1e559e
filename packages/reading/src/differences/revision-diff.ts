import type { CallOptions, ReportHead, TokenCount } from '@agog/deliverables-core';

/**
 * Which revision: its place among those that the stream still holds, from 1 for the oldest, or, where that may change
 * because old ones are evicted, its sequence.
 */
export type Revision = number | { readonly sequence: number };

/** How much is told of what changed. */
export interface DiffOptions extends CallOptions {
  /** The most tokens of the answer's text; `changes` are all there. Default: no limit. */
  readonly maxTokens?: number | undefined;
}

/** What became of one section, its sub-sections not counted. */
export interface SectionChange {
  /** A section that is `moved` has the same text under another heading or at another place. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** In the later revision; of what was removed, in the earlier one. Empty for what stands before the first heading. */
  readonly reference: string;
  readonly path: string;
  readonly title: string;
  /** The path in the earlier revision, where it was another. */
  readonly pathBefore: string | null;
  /** Tokens in the earlier revision; 0 where it is new. */
  readonly tokensBefore: number;
  /** Tokens in the later revision; 0 where it is gone. */
  readonly tokensAfter: number;
  /**
   * The lines that changed as in a unified diff, with a line of context, of what is `changed`; else empty. `null` where so much changed
   * that comparing would take too long: read both.
   */
  readonly patch: string | null;
}

/** What changed between two revisions of a report. */
export interface RevisionDiff {
  readonly from: ReportHead;
  readonly to: ReportHead;
  /** In the order of the later revision; what was removed comes last. Empty where the text is the same. */
  readonly changes: readonly SectionChange[];
  /** For a model or a person: each change with its lines. */
  readonly text: string;
  /** Of `text`. */
  readonly tokens: TokenCount;
}
