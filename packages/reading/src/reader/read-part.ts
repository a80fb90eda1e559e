import type { CallOptions, ReportReference, Roster } from '@agog/deliverables-core';
import { checkPartQuery } from '../parts/check-part-query.ts';
import type { PartQuery, ReportPart } from '../parts/report-part.ts';
import { partOfReport } from './part-of-report.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf } from './report-text.ts';

/** What was asked for, in a few words. */
const partOf = ({ sections = [], lines, pointers = [], maxTokens }: PartQuery): string =>
  [...sections, ...(lines ? [`lines ${lines.join('-')}`] : []), ...pointers, maxTokens ?? '']
    .filter((part) => part !== '')
    .join(', ');

/** A part of a report, or `null` when there is no such report. */
export const readPart = async (
  { client, countTokens, ledger }: ReaderContext,
  query: ReportReference<Roster> & PartQuery,
  options?: CallOptions,
): Promise<ReportPart | null> => {
  checkPartQuery(query);
  const report = await client.fetchReport(query, options);
  if (!report) return null;
  const part = partOfReport(report, query, countTokens);
  ledger?.read({
    kind: part.whole ? 'whole' : 'section',
    part: part.whole ? '' : partOf(query),
    text: part.text,
    reports: [report],
  });
  return { head: headOf(report), ...part };
};
