// For users.

export type { AgentContext } from './context/compose-context.ts';
export type { ContextQuery } from './context/context-query.ts';
export type {
  DiffOptions,
  Revision,
  RevisionDiff,
  SectionChange,
} from './differences/revision-diff.ts';
export type { SectionEntry } from './document/section-entry.ts';
export { type FenceLabel, fenceReport } from './fence/fence-report.ts';
export { createLedger, type LedgerOptions } from './ledger/create-ledger.ts';
export { drawLedger } from './ledger/draw-ledger.ts';
export type { HandedPrompt, Ledger, LedgerAccount, LedgerRead } from './ledger/ledger.ts';
export type { ReadKind } from './ledger/ledger-entry.ts';
export type { LedgerReport, LedgerTotal, Saving, Savings } from './ledger/ledger-report.ts';
export { type CountedRun, listRuns } from './ledger/list-runs.ts';
export { renderLedger } from './ledger/render-ledger.ts';
export type { OmittedEntry, PartQuery, ReportPart } from './parts/report-part.ts';
export { createReader } from './reader/create-reader.ts';
export type {
  DeliverFields,
  Reader,
  ReaderOptions,
  ReadOutlineOptions,
  ReportOutline,
} from './reader/reader.ts';
export type { PassageAddress } from './search/passage-of.ts';
export { type Rank, type RankedText, rankByWords } from './search/rank.ts';
export type { Passage, SearchAnswer, SectionMatch } from './search/search-answer.ts';
export type { SearchQuery, SearchScope } from './search/search-scope.ts';

// The parts that a reader is made of, for whoever has a text and no client.

export { findSection } from './document/find-section.ts';
export { outlineOf, renderOutline } from './document/outline.ts';
export { parseDocument } from './document/parse-document.ts';
export type {
  BlockKind,
  ReportBlock,
  ReportDocument,
  ReportSection,
} from './document/report-document.ts';
export type { SummaryOptions } from './summary/fit-sentences.ts';
export { summarizeReport } from './summary/summarize-report.ts';
