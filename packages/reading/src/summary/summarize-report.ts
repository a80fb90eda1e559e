import { checkArgument } from '@agog/deliverables-core/transport';
import type { ReportDocument } from '../document/report-document.ts';
import { findProse } from './find-prose.ts';
import { fitSentences, type SummaryOptions } from './fit-sentences.ts';
import { plainText } from './plain-text.ts';

/** What to say of a report without prose: its title, or what its sections are called. */
const nameOf = ({ everySection, blocks }: ReportDocument): string => {
  const titles = everySection.slice(0, 5).map(({ title }) => plainText(title));
  const named = titles.filter(Boolean).join('; ');
  if (named !== '') return named;
  const kind = blocks.find(({ kind }) => kind === 'code' || kind === 'table')?.kind;
  return kind ? `A report without prose: ${kind}` : 'A report without prose';
};

/**
 * A report's summary in its own words: one or two whole sentences of its executive summary, summary, abstract or TL;DR,
 * else of its first paragraph. Marks of Markdown are gone, and it is one line. Where not even one sentence fits, it is
 * cut after a word and ends in `…`; a report without prose is named by its title or sections. Empty only where nothing
 * at all fits.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const summarizeReport = (document: ReportDocument, options: SummaryOptions): string => {
  const fits = Object(options).fits;
  checkArgument(typeof fits === 'function', 'fits', fits, 'a function');
  return fitSentences(findProse(document) || nameOf(document), options);
};
