import type { ReportReference, Roster } from '@agog/deliverables-core';
import { checkWholeNumber } from '@agog/deliverables-core/transport';
import { outlineOf, renderOutline } from '../document/outline.ts';
import { parseDocument } from '../document/parse-document.ts';
import type { ReadOutlineOptions, ReportOutline } from './reader.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf } from './report-text.ts';

/** The sections of a report, or `null` when there is no such report. */
export const readOutline = async (
  { client, countTokens, ledger }: ReaderContext,
  reference: ReportReference<Roster>,
  options: ReadOutlineOptions = {},
): Promise<ReportOutline | null> => {
  const { levels = 2, maxTokens } = options;
  checkWholeNumber('levels', levels, 1);
  checkWholeNumber('maxTokens', maxTokens, 1);
  const report = await client.fetchReport(reference, options);
  if (!report) return null;
  const outline = outlineOf(parseDocument(report.content), { levels, countTokens });
  const tokens = { count: countTokens(report.content), counter: countTokens.counter };
  const text = renderOutline(outline);
  ledger?.read({ kind: 'outline', part: `levels ${levels}`, text, reports: [report] });
  return { head: headOf(report), tokens, ...outline, text };
};
