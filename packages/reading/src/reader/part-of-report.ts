import type { CountTokens, Report } from '@agog/deliverables-core';
import { countLinear, fail } from '@agog/deliverables-core/transport';
import type { Budget } from '../budget/budget.ts';
import { fitBlocks } from '../budget/fit-blocks.ts';
import { fitValues } from '../budget/fit-values.ts';
import { entryOfValue } from '../document/json-outline.ts';
import type { JsonValue } from '../document/json-value.ts';
import type { ReportBlock, ReportDocument } from '../document/report-document.ts';
import { entryOf, measureSections } from '../document/section-entry.ts';
import { blocksOf, chooseSections } from '../parts/choose-blocks.ts';
import { chooseLines } from '../parts/choose-lines.ts';
import { findValue } from '../parts/find-value.ts';
import type { PartQuery, ReportPart } from '../parts/report-part.ts';
import { openReportText } from './report-text.ts';

/** A part of a report's content. */
export type ContentPart = Omit<ReportPart, 'head'>;

/** Blocks as far as they lie between two offsets. They are of no section: lines are read as they stand. */
const clipBlocks = (
  blocks: readonly ReportBlock[],
  range: Readonly<Record<'start' | 'end', number>>,
): readonly ReportBlock[] =>
  blocks
    .filter(({ start, end }) => start < range.end && end > range.start)
    .map(({ kind, start, end }) => ({
      kind,
      start: Math.max(start, range.start),
      end: Math.min(end, range.end),
      section: null,
    }));

const failKind = (given: string, instead: string): never =>
  fail(
    'invalid_argument',
    `The report ${given === 'sections' ? 'is JSON and has no sections' : 'is not JSON, so it has no values to point at'}.`,
    `Pass ${instead}.`,
  );

const measure = (countTokens: CountTokens, text: string) => ({
  count: countLinear(countTokens, text),
  counter: countTokens.counter,
});

const partOfJson = (
  text: string,
  root: JsonValue,
  { pointers = [''] }: PartQuery,
  budget: Budget,
): ContentPart => {
  const { countTokens } = budget;
  const values = pointers.map((pointer) => findValue(text, root, pointer));
  // The whole as it was published, with the white space around it.
  const [only] = values;
  const asked =
    only && values.length === 1 && only.pointer === ''
      ? [{ ...only, start: 0, end: text.length }]
      : values;
  const fitted = fitValues(text, asked, budget);
  return {
    text: fitted.text,
    tokens: measure(countTokens, fitted.text),
    sections: fitted.values.map((value) => entryOfValue(text, value, countTokens)),
    omitted: fitted.omitted,
    whole: fitted.text === text,
  };
};

const partOfDocument = (
  document: ReportDocument,
  query: PartQuery,
  budget: Budget,
): ContentPart => {
  const { sections, lines } = query;
  const { countTokens } = budget;
  const range = lines && chooseLines(document.text, lines);
  const chosen = sections && chooseSections(document, query);
  const blocks = range
    ? clipBlocks(document.blocks, range)
    : chosen
      ? blocksOf(document, chosen)
      : document.blocks;
  const order = chosen && new Map([...chosen].map((section, place) => [section, place]));
  const fitted = fitBlocks(document, blocks, budget, order);
  const sizes = measureSections(document, countTokens);
  // Lines are of no section, so those that they lie in are looked up.
  const within = range
    ? document.everySection.filter(({ start, ownEnd }) =>
        fitted.blocks.some((block) => block.start < ownEnd && block.end > start),
      )
    : new Set(fitted.blocks.flatMap(({ section }) => section ?? []));
  return {
    text: fitted.text,
    tokens: measure(countTokens, fitted.text),
    sections: [...within].map((section) => entryOf(section, sizes.get(section) ?? 0)),
    omitted: fitted.omitted,
    whole: fitted.text === document.text,
  };
};

/**
 * A part of a report's content, within its budget.
 *
 * @throws DeliverablesError `not_found` for a section, line or value that the report does not have, `invalid_argument` for
 * sections of a JSON report or pointers into another, `unsupported` for a report that is no text
 */
export const partOfReport = (
  report: Report,
  query: PartQuery,
  countTokens: CountTokens,
): ContentPart => {
  const { maxTokens = Number.POSITIVE_INFINITY, sections, pointers, lines } = query;
  const budget: Budget = { maxTokens, countTokens };
  const { document, json } = openReportText(report);
  if (json && !lines) {
    if (sections) failKind('sections', 'pointers');
    return partOfJson(report.content, json, query, budget);
  }
  if (pointers) failKind('pointers', 'sections or lines');
  return partOfDocument(document, query, budget);
};
