import type { AgentName, ReportReference, Roster } from '@agog/deliverables-core';

/** Which reports to search: the latest of a feature, those named, or the latest of an agent. */
export type SearchScope<R extends Roster> =
  | { readonly feature: string }
  | { readonly references: readonly ReportReference<R>[] }
  | { readonly agent: AgentName<R>; readonly feature?: string | undefined };

/** Which reports to search, and how long the answer may be. */
export type SearchQuery<R extends Roster> = SearchScope<R> & {
  /** The most tokens of the answer's text, citations included, by the counter's `atMost`. Default 500. */
  readonly maxTokens?: number | undefined;
  /**
   * Whether the passages stand between lines with a random number, labelled as other agents' data: for the prompt of a
   * model. It takes about 60 tokens of the budget. Default false.
   */
  readonly fenced?: boolean | undefined;
};
