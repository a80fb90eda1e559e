import type {
  CallOptions,
  ChannelName,
  CountTokens,
  DeliverablesClient,
  Notice,
  NoticeFields,
  PublishReportOptions,
  ReportHead,
  ReportInput,
  ReportReference,
  Roster,
  TokenCount,
} from '@agog/deliverables-core';
import type { AgentContext } from '../context/compose-context.ts';
import type { ContextQuery } from '../context/context-query.ts';
import type { DiffOptions, Revision, RevisionDiff } from '../differences/revision-diff.ts';
import type { SectionEntry } from '../document/section-entry.ts';
import type { LedgerAccount } from '../ledger/ledger.ts';
import type { PartQuery, ReportPart } from '../parts/report-part.ts';
import type { Rank } from '../search/rank.ts';
import type { SearchAnswer } from '../search/search-answer.ts';
import type { SearchQuery } from '../search/search-scope.ts';

/** What a reader is made of. */
export interface ReaderOptions {
  /** Counts what is read. Default: the small estimator; a budget is then held by its `atMost`. */
  readonly countTokens?: CountTokens | undefined;
  /** Scores the passages that a search may answer with. Default: `rankByWords`. */
  readonly rank?: Rank | undefined;
  /**
   * Where everything that is read, and every notice that is delivered, is entered: `ledger.account(agent, feature)` of
   * the one agent that reads. Default: nothing is counted.
   */
  readonly ledger?: LedgerAccount | undefined;
}

/** A notice to deliver with a report: with its author's summary, or with one that is taken from the report. */
export type DeliverFields = Omit<NoticeFields, 'summary'> &
  (
    | { readonly summary: string }
    | { readonly summarize: 'report'; readonly summary?: string | undefined }
  );

/** How deep an outline goes, and how long it may be. */
export interface ReadOutlineOptions extends CallOptions {
  /** Sections down to this level. Default 2; of a JSON report values so deep, default 1. */
  readonly levels?: number | undefined;
  /** The most tokens of the outline's text. Default: no limit. */
  readonly maxTokens?: number | undefined;
}

/** What a report has, without its text. */
export interface ReportOutline {
  readonly head: ReportHead;
  /** Of the whole report. */
  readonly tokens: TokenCount;
  /** The sections of the levels asked for, in the order of the report. */
  readonly sections: readonly SectionEntry[];
  /** How many sections are not shown, because they are deeper or did not fit. */
  readonly deeper: number;
  /** For a model: a line for each section, with its reference, title and tokens. */
  readonly text: string;
}

/**
 * Reads parts of reports, in the fewest tokens. Every method checks its input before any I/O, throws `DeliverablesError`, and takes
 * `signal` and `timeout`.
 */
export interface Reader<R extends Roster = Roster> {
  /** The client that it reads through. */
  readonly client: DeliverablesClient<R>;

  /** The sections of a report, or `null` when there is no such report. */
  outline(
    reference: ReportReference<R>,
    options?: ReadOutlineOptions,
  ): Promise<ReportOutline | null>;

  /**
   * A part of a report, or the whole of it; `null` when there is no such report.
   * Throws `not_found` for a section, line or value that the report does not have; `details` name the nearest.
   */
  fetchReport(
    query: ReportReference<R> & PartQuery,
    options?: CallOptions,
  ): Promise<ReportPart | null>;

  /**
   * What changed between two revisions of a report, section by section: `1` is the oldest that the stream holds, and
   * `{ sequence }` names one for good. Of a JSON report its outermost values are compared.
   * Throws `not_found` for a revision that is not there.
   */
  diffRevisions(
    channel: ChannelName<R>,
    from: Revision,
    to: Revision,
    options?: DiffOptions,
  ): Promise<RevisionDiff>;

  /**
   * The passages that answer a query, across reports, each with its channel, sequence and sections; in 500 tokens by
   * default. Beside them stand the sections that answer as well, so that the agent can choose some by itself.
   */
  searchReports(query: string, scope: SearchQuery<R>, options?: CallOptions): Promise<SearchAnswer>;

  /**
   * The prompt text for the next agent, in 2,000 tokens by default: the notices, the passages that its task names, outlines
   * of the reports before it, and how to read more. What other agents wrote is fenced as data.
   */
  contextFor(query: ContextQuery<R>, options?: CallOptions): Promise<AgentContext>;

  /**
   * As the client's `deliver`. With `summarize: 'report'`, and no summary given, the notice's summary is the report's own:
   * one or two sentences of its executive summary, or of its first paragraph, as long as the notice has room for. It is
   * never the reason why a report is refused.
   */
  deliver(
    report: ReportInput<R>,
    notice: DeliverFields,
    options?: PublishReportOptions,
  ): Promise<Notice>;
}
