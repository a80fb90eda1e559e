import type { ReportHead } from '@agog/deliverables-core';
import type { JsonValue } from '../document/json-value.ts';
import type { ReportDocument, ReportSection } from '../document/report-document.ts';
import { cutText } from './cut-text.ts';
import type { RankedText } from './rank.ts';

/** A report as it is searched. */
export interface SearchableReport {
  readonly head: Pick<ReportHead, 'agent' | 'taskType' | 'channel' | 'sequence'>;
  readonly document: ReportDocument;
  /** The value of a report in JSON. */
  readonly json: JsonValue | null;
}

/** A few sentences of a report, or a few rows, items or lines. */
export interface PassageCut {
  readonly report: SearchableReport;
  /** Where it stands among its report's passages. */
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly section: ReportSection | null;
}

/** Cuts a report into passages, which are together its whole text; headings stand before what follows them. */
export const cutPassages = (report: SearchableReport): PassageCut[] => {
  const { text, blocks } = report.document;
  const passages: PassageCut[] = [];
  const add = (start: number, end: number, section: ReportSection | null): void => {
    passages.push({ report, place: passages.length, start, end, section });
  };
  let heading: ReportSection | null = null;
  for (const { kind, start, end, section } of blocks) {
    if (kind === 'heading') {
      if (heading) add(heading.start, start, heading);
      heading = section;
      continue;
    }
    let from = heading ? heading.start : start;
    let to = start;
    for (const part of cutText(text.slice(start, end), kind)) {
      to += part.length;
      add(from, to, section);
      from = to;
    }
    heading = null;
  }
  if (heading) add(heading.start, text.length, heading);
  return passages;
};

/** Reports that are searched together, cut into passages. The order of both lists is the same. */
export interface Searchable {
  readonly reports: readonly SearchableReport[];
  readonly cuts: readonly PassageCut[];
  /** The passages as they are ranked. */
  readonly texts: readonly RankedText[];
}

/** Makes reports ready to be searched, any number of times. */
export const makeSearchable = (reports: readonly SearchableReport[]): Searchable => {
  const cuts = reports.flatMap(cutPassages);
  const places = new Map(reports.map((report, place) => [report, place]));
  const texts = cuts.map(({ report, section, start, end }) => ({
    text: report.document.text.slice(start, end),
    headings: section?.headings ?? [],
    section: `${places.get(report)} ${section?.reference ?? ''}`,
  }));
  return { reports, cuts, texts };
};
