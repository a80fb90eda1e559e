import { checkArgument, fail } from '@agog/deliverables-core/transport';
import { nearestSections } from './nearest-sections.ts';
import type { ReportDocument, ReportSection } from './report-document.ts';
import { slug } from './slug.ts';

const describe = (sections: readonly ReportSection[]): string =>
  sections.map(({ reference, path }) => `${reference} (${path})`).join(', ');

const failWith = (
  code: 'not_found' | 'invalid_argument',
  message: string,
  sections: readonly ReportSection[],
): never =>
  fail(
    code,
    message,
    sections.length > 0
      ? `Pass one of ${describe(sections)}; outline() lists them all.`
      : 'The report has no headings: read it whole, or by lines.',
    { sections: sections.map(({ reference, path, title }) => ({ reference, path, title })) },
  );

/** A path in the form of the sections' own: `Implementation / API` is `implementation/api`. */
const normalizePath = (reference: string): string => reference.split('/').map(slug).join('/');

/**
 * The sections that a reference means: one for a number such as `2.1`, for a path such as `implementation/api`, for the end
 * of a path that only one section has (`api`), and for a title; for a regular expression all whose title matches.
 *
 * @throws DeliverablesError `not_found` where there is none, and `invalid_argument` where the end of a path is that of
 * several; `details.sections` are the nearest ones, or these
 */
export const findSection = (
  document: ReportDocument,
  reference: string | RegExp,
): readonly ReportSection[] => {
  const { everySection } = document;
  if (reference instanceof RegExp) {
    // `search` begins anew each time, whatever the flags are.
    const matching = everySection.filter(({ title }) => title.search(reference) >= 0);
    if (matching.length > 0) return matching;
    const first = everySection.filter(({ reference: number }) => !number.includes('.'));
    return failWith('not_found', `No section's title matches ${reference}.`, first.slice(0, 20));
  }
  checkArgument(typeof reference === 'string', 'A section', reference, 'a string or a RegExp');
  const written = reference.trim();
  const path = normalizePath(written);
  const exact =
    everySection.find((section) => section.reference === written) ??
    everySection.find((section) => section.path === written || section.path === path);
  if (exact) return [exact];
  const ending = everySection.filter((section) => section.path.endsWith(`/${path}`));
  if (ending.length === 1) return ending;
  if (ending.length > 1) {
    const message = `Of the report's sections ${ending.length} are called "${reference}".`;
    return failWith('invalid_argument', message, ending.slice(0, 20));
  }
  const message = `The report has no section "${reference.slice(0, 100)}".`;
  return failWith('not_found', message, nearestSections(document, written));
};
