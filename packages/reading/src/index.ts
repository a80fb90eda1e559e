// For users.

export type { SectionEntry } from './document/section-entry.ts';
export type { PartQuery, ReportPart } from './parts/report-part.ts';
export { createReader } from './reader/create-reader.ts';
export type { Reader, ReaderOptions, ReadOutlineOptions, ReportOutline } from './reader/reader.ts';

export { type FenceLabel, fenceReport } from './fence/fence-report.ts';

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
