import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';
import { entryOf } from '../document/section-entry.ts';
import { drawBoundary } from '../fence/boundary.ts';
import { fence } from '../fence/fence-report.ts';
import { choosePassages, type Span } from './choose-passages.ts';
import type { PassageCut, Searchable } from './cut-passages.ts';
import { addressOf, passageOf } from './passage-of.ts';
import { type AnswerParts, renderMore, renderPassages } from './render-answer.ts';
import type { SearchAnswer, SectionMatch } from './search-answer.ts';

/** How reports are searched. */
export interface SearchOptions {
  /** The most tokens of the answer's text, counted by `countTokens.atMost`. */
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
  /** Whether the passages stand between lines with a random number, labelled as other agents' data. */
  readonly fenced: boolean;
}

/** What is kept for naming sections that did not fit, of a budget that has room for it. */
const reserve = 30;
const roomy = 200;
const mostOmitted = 10;

/**
 * The passages that answer a query, across reports, within a budget.
 *
 * @param scores how well each passage answers, in their order
 */
export const searchDocuments = (
  { reports, cuts }: Searchable,
  scores: readonly number[],
  { maxTokens, countTokens, fenced }: SearchOptions,
): SearchAnswer => {
  const boundary = fenced ? drawBoundary(reports.map(({ document }) => document.text)) : undefined;
  const render = (parts: AnswerParts): string => {
    const found = parts.passages.length > 0 ? renderPassages(parts) : '';
    const shown =
      found && boundary ? fence(found, 'passages of reports by other agents', boundary) : found;
    return `${shown}${shown && '\n'}${renderMore(parts)}`;
  };
  const fits = (parts: Omit<AnswerParts, 'boundary'>, limit: number): boolean =>
    countTokens.atMost(render({ ...parts, boundary })) <= limit;

  const limit = maxTokens < roomy ? maxTokens : maxTokens - reserve;
  const spans = choosePassages(cuts, scores, (chosen) =>
    fits({ passages: chosen.map(passageOf(cuts)), omitted: [] }, limit),
  );
  const passages = spans.map(passageOf(cuts));
  const omitted = omittedSections(cuts, scores, spans, countTokens);
  const named = [3, 2, 1, 0].find((many) =>
    fits({ passages, omitted: omitted.slice(0, many) }, maxTokens),
  );
  const text =
    named === undefined ? '' : render({ passages, omitted: omitted.slice(0, named), boundary });
  return {
    passages,
    text,
    tokens: { count: countTokens(text), counter: countTokens.counter },
    omitted,
    searched: reports.map(addressOf),
  };
};

/** The sections of passages that answer and are not shown, by their best passage. */
const omittedSections = (
  cuts: readonly PassageCut[],
  scores: readonly number[],
  spans: readonly Span[],
  countTokens: CountTokens,
): SectionMatch[] => {
  const shown = new Set(
    spans.flatMap(({ from, to }) => cuts.slice(from, to + 1)).map(({ section }) => section),
  );
  const best = new Map<NonNullable<PassageCut['section']>, { score: number; cut: PassageCut }>();
  for (const [at, cut] of cuts.entries()) {
    const score = scores[at] ?? 0;
    if (!cut.section || shown.has(cut.section) || score <= 0) continue;
    if (score > (best.get(cut.section)?.score ?? 0)) best.set(cut.section, { score, cut });
  }
  return [...best]
    .sort(([, one], [, other]) => other.score - one.score)
    .slice(0, mostOmitted)
    .map(([section, { cut }]) => {
      const { text } = cut.report.document;
      const tokens = countLinear(countTokens, text.slice(section.start, section.end));
      return { ...addressOf(cut.report), ...entryOf(section, tokens) };
    });
};
