import type { DocumentOutline } from '../document/outline.ts';
import type { SectionEntry } from '../document/section-entry.ts';
import { type Budget, isWithin } from './budget.ts';
import { largest } from './largest.ts';

/**
 * An outline within a budget: where it is too long, the deepest sections are left out first, then the last ones.
 * `deeper` counts them too.
 */
export const fitOutline = (
  outline: DocumentOutline,
  render: (outline: DocumentOutline) => string,
  budget: Budget,
): DocumentOutline & { readonly text: string } => {
  const keep = (count: number): DocumentOutline & { text: string } => {
    const kept = new Set(byDepth.slice(0, count));
    const sections = outline.sections.filter((section) => kept.has(section));
    const deeper = outline.deeper + outline.sections.length - sections.length;
    return { sections, deeper, text: render({ sections, deeper }) };
  };
  const byDepth: readonly SectionEntry[] = outline.sections.toSorted(
    (one, other) => one.headings.length - other.headings.length,
  );
  const text = render(outline);
  if (isWithin(budget, text)) return { ...outline, text };
  const fitting = keep(largest(byDepth.length, (count) => isWithin(budget, keep(count).text)));
  return isWithin(budget, fitting.text) ? fitting : { ...fitting, text: '' };
};
