import type { OmittedEntry } from '../parts/report-part.ts';
import type { Budget } from './budget.ts';

/** In a smaller budget nothing is said about what is left out: it would be most of the text. */
const leastTokens = 40;

const nameOf = ({ reference, lines }: OmittedEntry): string =>
  lines ? `lines ${lines.join('-')}` : reference;

/** What is left out, in one line that takes a small part of the budget: references, and what each costs to read. */
export const closingLine = (
  omitted: readonly OmittedEntry[],
  { maxTokens }: Pick<Budget, 'maxTokens'>,
): string => {
  if (omitted.length === 0 || maxTokens < leastTokens) return '';
  const named = omitted.slice(0, Math.min(40, Math.floor(maxTokens / 50)));
  const names = named.map((entry) => `${nameOf(entry).slice(0, 60)} (${entry.tokens})`);
  if (named.length < omitted.length) {
    const others = omitted.slice(named.length);
    const tokens = others.reduce((sum, entry) => sum + entry.tokens, 0);
    names.push(`${others.length}${named.length > 0 ? ' more' : ''} (${tokens})`);
  }
  return `[Left out, with tokens: ${names.join(', ')}]\n`;
};
