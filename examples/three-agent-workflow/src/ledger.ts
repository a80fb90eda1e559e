/** One comparison: the same hand-over with everything inlined, and with notices. */
export interface LedgerLine {
  readonly what: string;
  /** Tokens with the reports themselves in the prompts. */
  readonly withReports: number;
  /** Tokens with notices in their place. */
  readonly withNotices: number;
  readonly saved: number;
  /** Saved, in per cent of `withReports`, to one decimal. */
  readonly savedPercent: number;
}

/** What one agent cost, in tokens, both ways. */
export interface AgentCost {
  readonly agent: string;
  /** Its spawn prompt with the notices of those before it. */
  readonly promptWithNotices: number;
  /** Its spawn prompt with their reports. */
  readonly promptWithReports: number;
  /** Reports that it fetched from the store, whole. */
  readonly fetched: number;
  /** The notice that it returned to whoever spawned it. */
  readonly notice: number;
  /** The report that it would have returned instead; its notice where it wrote none. */
  readonly report: number;
}

/** What the notices saved. */
export interface Ledger {
  /** Who counted: `o200k`. */
  readonly counter: string;
  readonly agents: readonly LedgerLine[];
  /** All spawn prompts together. */
  readonly spawnPrompts: LedgerLine;
  /** What the one who spawns reads back: notices instead of reports. */
  readonly returned: LedgerLine;
  /** Everything that any of them read: prompts, answers, and the reports fetched whole. */
  readonly endToEnd: LedgerLine;
}

/** Adds up the two ways to hand over. */
export function settleLedger(costs: readonly AgentCost[], counter: string): Ledger {
  const sum = (figure: (cost: AgentCost) => number): number =>
    costs.reduce((total, cost) => total + figure(cost), 0);
  const promptsWithReports = sum((cost) => cost.promptWithReports);
  const promptsWithNotices = sum((cost) => cost.promptWithNotices);
  const reports = sum((cost) => cost.report);
  const notices = sum((cost) => cost.notice);
  return {
    counter,
    agents: costs.map((cost) =>
      compare(`spawn ${cost.agent}`, cost.promptWithReports, cost.promptWithNotices),
    ),
    spawnPrompts: compare('spawn prompts', promptsWithReports, promptsWithNotices),
    returned: compare('answers to the orchestrator', reports, notices),
    endToEnd: compare(
      'end to end',
      promptsWithReports + reports,
      promptsWithNotices + notices + sum((cost) => cost.fetched),
    ),
  };
}

function compare(what: string, withReports: number, withNotices: number): LedgerLine {
  const saved = withReports - withNotices;
  const savedPercent = withReports === 0 ? 0 : Math.round((1000 * saved) / withReports) / 10;
  return { what, withReports, withNotices, saved, savedPercent };
}
