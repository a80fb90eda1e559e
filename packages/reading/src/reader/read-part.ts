import type { CallOptions, ReportReference, Roster } from '@agog/deliverables-core';
import { parseDocument } from '../document/parse-document.ts';
import { entryOf, measureSections } from '../document/section-entry.ts';
import { blocksOf, chooseSections } from '../parts/choose-blocks.ts';
import { chooseLines } from '../parts/choose-lines.ts';
import { renderBlocks } from '../parts/render-blocks.ts';
import type { PartQuery, ReportPart } from '../parts/report-part.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf } from './report-text.ts';

/** A part of a report, or `null` when there is no such report. */
export const readPart = async (
  { client, countTokens }: ReaderContext,
  query: ReportReference<Roster> & PartQuery,
  options?: CallOptions,
): Promise<ReportPart | null> => {
  const report = await client.fetchReport(query, options);
  if (!report) return null;
  const document = parseDocument(report.content);
  const { sections, lines } = query;
  const chosen = sections ? chooseSections(document, query) : new Set(document.everySection);
  const range = lines && chooseLines(document.text, lines);
  const text = range
    ? document.text.slice(range.start, range.end)
    : sections
      ? renderBlocks(document, blocksOf(document, chosen))
      : document.text;
  const tokens = measureSections(document, countTokens);
  return {
    head: headOf(report),
    text,
    tokens: { count: countTokens(text), counter: countTokens.counter },
    sections: [...chosen].map((section) => entryOf(section, tokens.get(section) ?? 0)),
    omitted: [],
    whole: text === document.text,
  };
};
