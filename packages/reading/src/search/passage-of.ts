import type { ReportAddress } from '@agog/deliverables-core';
import type { Span } from './choose-passages.ts';
import type { PassageCut, SearchableReport } from './cut-passages.ts';
import type { Passage } from './search-answer.ts';

/** Which revision of which report. */
export type PassageAddress = Pick<ReportAddress, 'agent' | 'channel' | 'sequence'>;

/** Where a report is. */
export const addressOf = ({
  head: { agent, channel, sequence },
}: SearchableReport): PassageAddress => ({
  agent,
  channel,
  sequence,
});

/** A span as it is shown: without blank lines around it. */
export const passageOf =
  (cuts: readonly PassageCut[]) =>
  ({ from, to, best, score }: Span): Passage => {
    const within = cuts.slice(from, to + 1);
    // A span has one passage at least.
    const { report, start } = within[0] as PassageCut;
    const { end } = within.at(-1) as PassageCut;
    const source = report.document.text.slice(start, end);
    const text = source.replace(/^(?:[ \t]*\r?\n)+/, '');
    const sections = within.flatMap((cut) => (cut.section ? [cut.section.reference] : []));
    return {
      ...addressOf(report),
      sections: [...new Set(sections)],
      headings: cuts[best]?.section?.headings ?? [],
      start: end - text.length,
      text: text.trimEnd(),
      score,
    };
  };
