/** A section's own text, or a value of a JSON report. */
export interface ComparedSection {
  readonly reference: string;
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** A section in both revisions, or in one of them. */
export interface SectionPair {
  readonly before: ComparedSection | null;
  readonly after: ComparedSection | null;
}

/** The sections by a key that only one of them has. */
const byUniqueKey = (
  sections: readonly ComparedSection[],
  keyOf: (section: ComparedSection) => string,
): ReadonlyMap<string, ComparedSection> => {
  const found = new Map<string, ComparedSection | null>();
  for (const section of sections) {
    const key = keyOf(section);
    found.set(key, found.has(key) ? null : section);
  }
  return new Map([...found].flatMap(([key, section]) => (section ? [[key, section]] : [])));
};

/** A section's text below its heading. */
const bodyOf = ({ text }: ComparedSection): string => text.replace(/^.*(?:\r\n?|\n)?/, '').trim();

/** What says that two sections are the same one, the surest first. */
const keys: readonly ((section: ComparedSection) => string)[] = [
  ({ path }) => path,
  ({ reference }) => (reference === '0' ? '0' : ''),
  ({ title }) => title,
  bodyOf,
];

/** Finds the sections of one revision in the other: by path, else by a title or a text that only one has. */
export const matchSections = (
  before: readonly ComparedSection[],
  after: readonly ComparedSection[],
): readonly SectionPair[] => {
  const earlierOf = new Map<ComparedSection, ComparedSection>();
  let [earlier, later] = [before, after];
  for (const keyOf of keys) {
    const [known, wanted] = [byUniqueKey(earlier, keyOf), byUniqueKey(later, keyOf)];
    const taken = new Set<ComparedSection>();
    for (const [key, section] of wanted) {
      const match = known.get(key);
      if (!match || (key === '' && section.path !== match.path)) continue;
      earlierOf.set(section, match);
      taken.add(match);
    }
    earlier = earlier.filter((section) => !taken.has(section));
    later = later.filter((section) => !earlierOf.has(section));
  }
  return [
    ...after.map((section) => ({ before: earlierOf.get(section) ?? null, after: section })),
    ...earlier.map((section) => ({ before: section, after: null })),
  ];
};
