import type { Passage, SectionMatch } from './search-answer.ts';

/** What a text says of the passages that it shows. */
export interface AnswerParts {
  readonly passages: readonly Passage[];
  readonly omitted: readonly SectionMatch[];
  /** Stands before each report, where the text is fenced: no report can then speak for another. */
  readonly boundary?: string | undefined;
}

const citeSections = ({ sections }: Passage): string => {
  const [first = 'top', ...others] = sections;
  const last = others.at(-1);
  return last === undefined ? `§${first}` : `§${first} to ${last}`;
};

const renderMatch = ({ agent, sequence, reference, tokens }: SectionMatch): string =>
  `${agent} #${sequence} §${reference} (${tokens})`;

/** Passages for a model, under the reports that they are from; the best report first, its passages in its own order. */
export const renderPassages = ({ passages, boundary }: AnswerParts): string => {
  const reports = new Map<string, Passage[]>();
  for (const passage of passages) {
    const { channel, sequence } = passage;
    const cited = `${channel} #${sequence}`;
    reports.set(cited, [...(reports.get(cited) ?? []), passage]);
  }
  const mark = boundary === undefined ? '' : `${boundary} `;
  return [...reports]
    .map(([cited, found]) => {
      const shown = found
        .toSorted((one, other) => one.start - other.start)
        .map((passage) => `[${citeSections(passage)}]\n${passage.text}\n`);
      return `[${mark}${cited}]\n${shown.join('')}`;
    })
    .join('\n');
};

/** The other ways on: what else answers, and by which references it is read. */
export const renderMore = ({ passages, omitted }: AnswerParts): string => {
  const none = passages.length === 0 ? 'No passage fits. ' : '';
  const also = omitted.length > 0 ? `Also (tokens): ${omitted.map(renderMatch).join(', ')}. ` : '';
  return `${none}${also}Or read an outline, then choose sections.`;
};
