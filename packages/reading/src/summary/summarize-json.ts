import { fitSentences, type SummaryOptions } from './fit-sentences.ts';
import { plainText } from './plain-text.ts';

/** What objects call a text that sums them up, the surest first. */
const summaries = ['executive_summary', 'executiveSummary', 'summary', 'abstract', 'description'];

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
};

const proseOf = (value: unknown): string => {
  if (Array.isArray(value)) return `A list of ${value.length} values.`;
  if (value === undefined) return 'JSON that cannot be read.';
  if (typeof value !== 'object' || value === null) {
    return plainText(String(value)) || 'A report without prose';
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of [...summaries, 'title', 'name']) {
    const text = fields.get(name);
    const prose = typeof text === 'string' ? plainText(text.slice(0, 4_000)) : '';
    if (prose !== '') return prose;
  }
  return `An object of ${[...fields.keys()].slice(0, 12).map(plainText).join(', ') || 'nothing'}.`;
};

/** As {@link summarizeReport}, of a JSON report: the text that it calls its summary, else what it is made of. */
export const summarizeJson = (text: string, options: SummaryOptions): string =>
  fitSentences(proseOf(parse(text)), options);
