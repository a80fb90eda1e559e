/** How something of a report was read. */
export const readKinds = ['whole', 'outline', 'section', 'search', 'context'] as const;

/** How something of a report was read; lines and JSON values count as sections. */
export type ReadKind = (typeof readKinds)[number];

/** One revision, and what it costs to read whole. */
export interface SizedReport {
  readonly channel: string;
  readonly sequence: number;
  readonly tokens: number;
  /** Whether the entry's counter made the figure; otherwise it is what the report's notice says. */
  readonly counted: boolean;
}

interface EntryOrigin {
  /** Whose tokens they are: the agent that was spawned, that answered, or that read. */
  readonly agent: string;
  readonly feature: string;
  /** Who counted. */
  readonly counter: string;
}

/** An agent was spawned. */
export interface SpawnEntry extends EntryOrigin {
  readonly kind: 'spawn';
  /** Tokens of the whole prompt. */
  readonly prompt: number;
  /** Of these, the notices. */
  readonly notices: number;
  /** Of these, the context that `contextFor` made. */
  readonly context: number;
  /** The reports that would stand in the prompt without notices. */
  readonly reports: readonly SizedReport[];
}

/** An agent answered with a notice. */
export interface NoticeEntry extends EntryOrigin {
  readonly kind: 'notice';
  readonly tokens: number;
  /** What it would have answered with otherwise; empty where it wrote no report. */
  readonly reports: readonly SizedReport[];
}

/** An agent read something. */
export interface ReadEntry extends EntryOrigin {
  readonly kind: 'read';
  readonly how: ReadKind;
  /** What of it, such as `2.1, risks`; empty for the whole. */
  readonly part: string;
  readonly tokens: number;
  /** The reports that it came from. */
  readonly reports: readonly SizedReport[];
}

/** One line of a ledger. */
export type LedgerEntry = SpawnEntry | NoticeEntry | ReadEntry;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isSizedReport = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.channel === 'string' &&
  isCount(value.sequence) &&
  isCount(value.tokens) &&
  typeof value.counted === 'boolean';

/** Whether a value of unknown origin is an entry. */
export const isLedgerEntry = (value: unknown): value is LedgerEntry => {
  if (!isObject(value) || !Array.isArray(value.reports)) return false;
  const texts = [value.agent, value.feature, value.counter];
  if (!texts.every((text) => typeof text === 'string')) return false;
  if (!value.reports.every(isSizedReport)) return false;
  switch (value.kind) {
    case 'spawn':
      return [value.prompt, value.notices, value.context].every(isCount);
    case 'notice':
      return isCount(value.tokens);
    case 'read':
      return (
        isCount(value.tokens) &&
        typeof value.part === 'string' &&
        readKinds.some((kind) => kind === value.how)
      );
    default:
      return false;
  }
};
