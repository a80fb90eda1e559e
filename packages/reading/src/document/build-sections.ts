import type { ReportSection } from './report-document.ts';
import { createUniqueNames, slug } from './slug.ts';

/** A heading as it stands in the text. */
export interface Heading {
  /** Offset where it begins. */
  readonly start: number;
  /** 1 to 6. */
  readonly level: number;
  readonly title: string;
}

/** A section while those inside it are still being found. */
type GrowingSection = { -readonly [Key in keyof ReportSection]: ReportSection[Key] } & {
  sections: GrowingSection[];
};

/** The heading of level 1 that everything else stands under, if there is one. */
const titleOf = ([first, ...others]: readonly GrowingSection[]): GrowingSection | null =>
  first?.level === 1 && first.sections.length > 0 && others.length === 0 ? first : null;

/** Gives sections their numbers and paths. Recursion ends at six levels. */
const nameSections = (
  sections: readonly GrowingSection[],
  parent: { readonly number: string; readonly path: string },
  uniqueName: (name: string) => string = createUniqueNames(),
): void => {
  for (const [index, section] of sections.entries()) {
    section.reference = `${parent.number}${index + 1}`;
    section.path = `${parent.path}${uniqueName(slug(section.title))}`;
    nameSections(section.sections, { number: `${section.reference}.`, path: `${section.path}/` });
  }
};

/**
 * Makes a tree of headings in the order of the text. A section stands in the nearest one before it of a lower level,
 * however many levels lie between them.
 *
 * Where a report is one section of level 1, that one is its title: it has the reference `0`, and neither numbers nor
 * paths of the others name it. So the second chapter is `2` whether the report has a title or not.
 */
export const buildSections = (
  headings: readonly Heading[],
  length: number,
): Readonly<Record<'sections' | 'everySection', readonly ReportSection[]>> => {
  const everySection: GrowingSection[] = [];
  const sections: GrowingSection[] = [];
  const open: GrowingSection[] = [];
  for (const { start, level, title } of headings) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) {
      const closed = open.pop();
      if (closed) closed.end = start;
    }
    const parent = open.at(-1) ?? null;
    const section: GrowingSection = {
      reference: '',
      path: '',
      level,
      title,
      headings: [...(parent?.headings ?? []), title],
      start,
      ownEnd: length,
      end: length,
      parent,
      sections: [],
    };
    const before = everySection.at(-1);
    if (before) before.ownEnd = start;
    (parent?.sections ?? sections).push(section);
    everySection.push(section);
    open.push(section);
  }
  const title = titleOf(sections);
  const outermost = { number: '', path: '' };
  const uniqueName = createUniqueNames();
  if (title) {
    title.reference = '0';
    title.path = uniqueName(slug(title.title));
  }
  nameSections(title?.sections ?? sections, outermost, uniqueName);
  return { sections, everySection };
};
