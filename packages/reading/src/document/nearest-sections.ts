import { nearest } from './likeness.ts';
import type { ReportDocument, ReportSection } from './report-document.ts';
import { slug } from './slug.ts';

/** How many sections an error names. */
const named = 5;

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
  const wanted = slug(reference.split('/').at(-1) ?? '');
  return nearest(document.everySection, ({ title }) => slug(title), wanted, named);
};
