import type { CallOptions, Notice, Report } from '@agog/deliverables-core';
import type { ReadKind } from './ledger-entry.ts';
import type { LedgerReport } from './ledger-report.ts';

/** What an agent was spawned with. */
export interface HandedPrompt {
  /** The whole prompt. */
  readonly prompt: string;
  /** The notices that stand in it; without them the reports that they name would. Default none. */
  readonly notices?: readonly Notice[] | undefined;
  /** What `contextFor` answered, where that stands in the prompt; the notices are then in it. */
  readonly context?: string | undefined;
}

/** What an agent read. */
export interface LedgerRead {
  readonly kind: ReadKind;
  /** What of it, as the agent asked for it: two reads of one part are the same part again. Empty for the whole. */
  readonly part: string;
  /** The text that the agent got. */
  readonly text: string;
  /** The reports that it came from, each once. */
  readonly reports: readonly Report[];
}

/**
 * The pages of one agent at work on one feature. Nothing here waits: what is entered counts at once, and is stored behind;
 * `settle` says whether that went well.
 */
export interface LedgerAccount {
  readonly agent: string;
  readonly feature: string;
  /** The agent was spawned. */
  spawned(handed: HandedPrompt): void;
  /**
   * The agent answered with a notice. A reader's `deliver` enters the notices of what it publishes itself.
   *
   * @param content The report that the notice names, to count it; without it the notice's own figure is taken.
   */
  answered(notice: Notice, content?: string): void;
  /** The agent read something. A reader enters what is read through it itself. */
  read(read: LedgerRead): void;
}

/** Counts what one run really spent, and what it would have spent with every report inlined. */
export interface Ledger extends AsyncDisposable {
  /** The run that the entries are of. Ledgers of one run over one store add up. */
  readonly run: string;
  /** The pages of one agent; a reader takes them as its `ledger`. */
  account(agent: string, feature: string): LedgerAccount;
  /**
   * Resolves once every entry is stored. Those that could not be are kept, and tried again by the next call. Without a
   * store it resolves at once.
   */
  settle(options?: CallOptions): Promise<void>;
  /** What was spent so far: by this ledger, and by every other one of the run that settled in the same store. */
  report(options?: CallOptions): Promise<LedgerReport>;
}
