import type { ReadKind } from './ledger-entry.ts';

/** The same hand-over both ways, in tokens. */
export interface Saving {
  /** With every report inlined. */
  readonly baseline: number;
  /** What was really spent. */
  readonly spent: number;
  readonly saved: number;
  /** Of the baseline, to one decimal; `null` where that is 0. */
  readonly savedPercent: number | null;
}

/** The two figures, which only together say what was saved. */
export interface Savings {
  /** Prompts with notices in place of reports. Whatever agents read afterwards is not in it. */
  readonly spawn: Saving;
  /** All that anybody read: prompts, answers, and what was fetched. */
  readonly endToEnd: Saving;
}

/** What was spent, by an agent, on a feature, or in all. */
export interface LedgerTotal {
  /** The agent's or feature's name; empty for the total. */
  readonly name: string;
  /** Tokens of prompts. */
  readonly prompts: number;
  /** Of these, the notices; where `context` stands in the prompt, they are in that. */
  readonly noticesHanded: number;
  /** Of these, what `contextFor` made. */
  readonly contextHanded: number;
  /** Tokens of the notices with which agents answered. */
  readonly answers: number;
  /** Tokens read from the store by agents themselves. */
  readonly fetched: Readonly<Record<ReadKind, number>>;
  /** Of these, what the same agent had read before: the same part, or a part of what it had read whole. */
  readonly fetchedAgain: number;
  /** Without whoever spawns the agents: what these read alone. */
  readonly agents: Savings;
  /** With whoever spawns them, who gets every answer. */
  readonly withOrchestrator: Savings;
}

/** What a run spent, and what it saved. */
export interface LedgerReport {
  readonly run: string;
  /** Who counted: `o200k`; several names, separated by commas, where entries differ. */
  readonly counter: string;
  readonly entries: number;
  /** Messages in the ledger's place that are no entries, and count for nothing. */
  readonly unreadable: number;
  /** Reports of the baseline whose size is what their notices say, since nobody who keeps this ledger has read them. */
  readonly sizesFromNotices: number;
  readonly total: LedgerTotal;
  /** In the order in which they first appear. */
  readonly byAgent: readonly LedgerTotal[];
  readonly byFeature: readonly LedgerTotal[];
}
