import type { AgentName, Notice, Roster } from '@agog/deliverables-core';

/** For whom a context is, and from what it is made. */
export interface ContextQuery<R extends Roster> {
  /** Who is to work now. It gets what the agents before it in the roster wrote, and what the notices name. */
  readonly agent: AgentName<R>;
  readonly feature: string;
  /** What the orchestrator was told. Default: the latest notice of every agent before this one, fetched. */
  readonly notices?: readonly Notice[] | undefined;
  /** What the agent is to do, in words: the passages that it names are put into the context. */
  readonly task?: string | undefined;
  /** The most tokens of the text, by the counter's `atMost`; at least 300. Default 2,000. */
  readonly maxTokens?: number | undefined;
}
