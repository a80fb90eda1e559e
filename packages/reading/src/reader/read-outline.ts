import type { ReportReference, Roster } from '@agog/deliverables-core';
import { checkArgument, checkWholeNumber, countLinear } from '@agog/deliverables-core/transport';
import { fitOutline } from '../budget/fit-outline.ts';
import { outlineOfJson, renderJsonOutline } from '../document/json-outline.ts';
import { outlineOf, renderOutline } from '../document/outline.ts';
import type { ReadOutlineOptions, ReportOutline } from './reader.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf, openReportText } from './report-text.ts';

/** The sections of a report, or `null` when there is no such report. */
export const readOutline = async (
  { client, countTokens, ledger }: ReaderContext,
  reference: ReportReference<Roster>,
  options: ReadOutlineOptions = {},
): Promise<ReportOutline | null> => {
  checkArgument(Object(options) === options, 'options', options, 'an object');
  const { levels, maxTokens } = options;
  checkWholeNumber('levels', levels, 1);
  checkWholeNumber('maxTokens', maxTokens, 1);
  const report = await client.fetchReport(reference, options);
  if (!report) return null;
  const { document, json } = openReportText(report);
  const budget = { maxTokens: maxTokens ?? Number.POSITIVE_INFINITY, countTokens };
  const { text, ...outline } = json
    ? fitOutline(
        outlineOfJson(document.text, json, { levels: levels ?? 1, countTokens }),
        renderJsonOutline,
        budget,
      )
    : fitOutline(outlineOf(document, { levels: levels ?? 2, countTokens }), renderOutline, budget);
  const tokens = {
    count: countLinear(countTokens, report.content),
    counter: countTokens.counter,
  };
  ledger?.read({
    kind: 'outline',
    part: levels ? `levels ${levels}` : '',
    text,
    reports: [report],
  });
  return { head: headOf(report), tokens, ...outline, text };
};
