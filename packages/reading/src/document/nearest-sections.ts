import type { ReportDocument, ReportSection } from './report-document.ts';
import { slug } from './slug.ts';

/** How many sections an error names. */
const named = 5;

/** The pairs of neighbouring characters in a word. */
const pairsOf = (word: string): ReadonlySet<string> =>
  new Set(
    Array.from({ length: word.length + 1 }, (_, place) => ` ${word} `.slice(place, place + 2)),
  );

/** How much two sets share: 1 for equal ones, 0 for such that share nothing. */
const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared++;
  return (2 * shared) / (one.size + other.size);
};

/** Those beside a number that is not there: the sections of the deepest part of it that is. */
const nearestByNumber = (document: ReportDocument, reference: string): readonly ReportSection[] => {
  const parts = reference.split('.');
  for (let length = parts.length; length > 0; length--) {
    const prefix = parts.slice(0, length).join('.');
    const found = document.everySection.find((section) => section.reference === prefix);
    if (found) return found.sections.length > 0 ? found.sections : [found];
  }
  return document.everySection.filter(({ reference: number }) => !number.includes('.'));
};

/** The sections that somebody who wrote `reference` most likely meant, the nearest first. */
export const nearestSections = (
  document: ReportDocument,
  reference: string,
): readonly ReportSection[] => {
  if (/^\d+(\.\d+)*$/.test(reference)) {
    const wanted = Number(reference.split('.').at(-1));
    const distance = ({ reference: number }: ReportSection) =>
      Math.abs(Number(number.split('.').at(-1)) - wanted);
    return nearestByNumber(document, reference)
      .toSorted((one, other) => distance(one) - distance(other))
      .slice(0, named);
  }
  const wanted = pairsOf(slug(reference.split('/').at(-1) ?? ''));
  return document.everySection
    .map((section) => ({ section, likeness: likeness(pairsOf(slug(section.title)), wanted) }))
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, named)
    .map(({ section }) => section);
};
