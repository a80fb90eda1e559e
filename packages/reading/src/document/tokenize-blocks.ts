import type { Token } from 'markdown-it';
import { createBlockParser } from './block-parser.ts';

/**
 * Lists in lists, and whatever else takes up columns, are read this far to the right; what stands further right is
 * plain text. It bounds how often the parser calls itself.
 */
const deepestColumn = 200;

const parser = createBlockParser(10 * deepestColumn);

/** What may stand before the text of a long line: white space, and the markers of quotes and list items. */
const containers = new RegExp(
  `^(?=.{${deepestColumn}})(?:[ \\t]+|>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]))+`,
  'gm',
);
/** A line such as `- - -`, which holds no list. */
const thematicBreak = /[ \t]*([-*])(?:[ \t]*\1)+[ \t]*$/my;

/** Makes plain text of markers that stand too far right. Lines stay lines. */
const flattenDeepNesting = (text: string): string =>
  text.replace(containers, (prefix, offset: number) => {
    thematicBreak.lastIndex = offset;
    if (prefix.length <= deepestColumn || !prefix.trim() || thematicBreak.test(text)) return prefix;
    return `${prefix.slice(0, deepestColumn).replace(/\S*$/, '')}x`;
  });

/** The blocks of a Markdown text and what is in them, without any inline parsing. Lines in `map` count from 0. */
export const tokenizeBlocks = (text: string): readonly Token[] =>
  parser.parse(flattenDeepNesting(text.replace(/^\ufeff/, '')), {});
