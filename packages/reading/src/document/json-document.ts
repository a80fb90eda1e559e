import { type JsonValue, membersOf } from './json-value.ts';
import type { BlockKind, ReportBlock, ReportDocument, ReportSection } from './report-document.ts';

/** An object or a list of no more characters is in one piece. */
const small = 240;
/** Deeper values are part of what they stand in. It bounds how often the visit calls itself. */
const deepest = 8;

/**
 * A JSON report as one with sections, so that it can be searched: each value of an object, and each object or list in a
 * list, is a section whose reference is its JSON Pointer, down to those that are small.
 */
export const documentOfJson = (text: string, root: JsonValue): ReportDocument => {
  const everySection: ReportSection[] = [];
  const blocks: ReportBlock[] = [];
  const add = (kind: BlockKind, { memberStart: start, end }: JsonValue, section: ReportSection) =>
    blocks.push({ kind, start, end, section });
  const visit = (value: JsonValue, parent: ReportSection | null): void => {
    const { pointer, keys, memberStart: start, end } = value;
    const names = { reference: pointer, path: pointer, title: keys.at(-1) ?? '', headings: keys };
    const places = { level: keys.length, start, ownEnd: end, end, parent, sections: [] };
    const section: ReportSection = { ...names, ...places };
    everySection.push(section);
    const isWhole = end - start <= small || keys.length >= deepest;
    const members = isWhole ? [] : membersOf(text, value);
    if (members.length === 0) {
      add(text.charAt(value.start) === '"' ? 'paragraph' : 'code', value, section);
      return;
    }
    let run: JsonValue | undefined;
    for (const member of members) {
      // Numbers and words in a list say little alone.
      const isItem = member.memberStart === member.start && !/[[{]/.test(text.charAt(member.start));
      if (isItem && run && member.end - run.start <= small) run = { ...run, end: member.end };
      else {
        if (run) add('code', run, section);
        run = isItem ? member : undefined;
      }
      if (!isItem) visit(member, section);
    }
    if (run) add('code', run, section);
  };
  visit(root, null);
  return { text, sections: everySection.slice(0, 1), everySection, blocks };
};
