import type { Token } from 'markdown-it';
import { buildSections, type Heading } from './build-sections.ts';
import { lineStarts } from './line-starts.ts';
import type { BlockKind, ReportBlock, ReportDocument } from './report-document.ts';
import { tokenizeBlocks } from './tokenize-blocks.ts';

/** What the parser calls the beginnings of blocks. */
const kinds: Readonly<Record<string, BlockKind>> = {
  heading_open: 'heading',
  paragraph_open: 'paragraph',
  bullet_list_open: 'list',
  ordered_list_open: 'list',
  fence: 'code',
  code_block: 'code',
  table_open: 'table',
  blockquote_open: 'quote',
  html_block: 'html',
  reference_definition: 'definition',
  hr: 'break',
};

const longestTitle = 200;

/** A heading's text in one line: links are what they show, other marks stay as they are written. */
const readTitle = (content: string): string => {
  const characters = [
    ...content
      .slice(0, 20 * longestTitle)
      .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return characters.length > longestTitle
    ? `${characters.slice(0, longestTitle).join('')}…`
    : characters.join('');
};

/** The blocks that stand in no other, and the token after each: that of a heading holds its text. */
const outermost = (tokens: readonly Token[]): { token: Token; next: Token | undefined }[] =>
  tokens.flatMap((token, index) =>
    token.level === 0 && token.map && Object.hasOwn(kinds, token.type)
      ? [{ token, next: tokens[index + 1] }]
      : [],
  );

/**
 * Takes a Markdown text apart into sections and blocks, by CommonMark and GitHub's tables. Headings inside quotes,
 * lists, fences and HTML are no sections. Whatever the text is there is an answer, in time linear in its length: a
 * text without headings has blocks and no sections.
 */
export const parseDocument = (text: string): ReportDocument => {
  const lines = lineStarts(text);
  const found = outermost(tokenizeBlocks(text));
  // What is blank at the beginning belongs to the first block.
  const starts = found.map(({ token }, index) =>
    index === 0 ? 0 : (lines[token.map?.[0] ?? 0] ?? text.length),
  );
  const headings = found.flatMap(({ token, next }, index): Heading[] => {
    if (token.type !== 'heading_open') return [];
    const level = Number(token.tag.slice(1));
    return [{ start: starts[index] ?? 0, level, title: readTitle(next?.content ?? '') }];
  });
  const { sections, everySection } = buildSections(headings, text.length);
  let place = -1;
  const blocks = found.map(({ token }, index): ReportBlock => {
    const kind = kinds[token.type] ?? 'paragraph';
    if (kind === 'heading') place++;
    return {
      kind,
      start: starts[index] ?? 0,
      end: starts[index + 1] ?? text.length,
      section: everySection[place] ?? null,
    };
  });
  if (blocks.length === 0 && text !== '') {
    blocks.push({ kind: 'paragraph', start: 0, end: text.length, section: null });
  }
  return { text, sections, everySection, blocks };
};
