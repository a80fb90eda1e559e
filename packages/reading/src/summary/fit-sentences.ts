/** How long a summary may be. */
export interface SummaryOptions {
  /** Whether a summary fits where it has to stand. One that is shorter has to fit wherever a longer one does. */
  readonly fits: (summary: string) => boolean;
}

/** A notice's summary is one or two sentences; the rest is in the report. */
const sentencesWanted = 2;
/** A sentence longer than this says too much for a summary, and is cut. In UTF-16 units. */
const longestSentence = 1_000;

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

const sentencesOf = (text: string): readonly string[] =>
  Array.from(sentences.segment(text), ({ segment }) => segment);

/** As much of a text as fits, with the sign that there was more; whole words, or characters where not one word fits. */
const cutToFit = (text: string, fits: SummaryOptions['fits']): string => {
  const beginning = text.slice(0, longestSentence);
  for (const unit of [words, characters]) {
    const segments = Array.from(unit.segment(beginning), ({ index, segment }) => ({
      index,
      segment,
    }));
    let [fitting, low, high] = ['', 0, segments.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { index = 0, segment = '' } = segments[middle] ?? {};
      const candidate = `${beginning.slice(0, index + segment.length).replace(/[\s,;:]+$/, '')}…`;
      if (fits(candidate)) {
        fitting = candidate;
        low = middle + 1;
      } else high = middle - 1;
    }
    if (fitting !== '') return fitting;
  }
  return '';
};

/**
 * The first one or two whole sentences of a text, as many as fit. Where not even one does, it is cut after a word and
 * ends in `…`; empty only where nothing at all fits.
 */
export const fitSentences = (text: string, { fits }: SummaryOptions): string => {
  let summary = '';
  for (const sentence of sentencesOf(text.trim()).slice(0, sentencesWanted)) {
    const longer = summary + sentence;
    if (longer.length > longestSentence || !fits(longer.trimEnd())) break;
    summary = longer;
  }
  return summary.trimEnd() || cutToFit(text.trim(), fits);
};
