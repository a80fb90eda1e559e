import type { BlockKind } from '../document/report-document.ts';

/** Passages of up to this size stay whole, and longer ones are cut into about even parts of no more. */
const largest = 240;
/** So long may a sentence or a row be that stays whole. */
const largestSentence = 2 * largest;

const sentenceEnd = /[.!?…]["'”’)\]*_`]*\s+|[。！？]/gu;
const blankLine = /\n[ \t]*\r?\n/g;
const lineEnd = /\n/g;
const space = /\s+/g;
/** Before an item of a list, a row or a line that is set off. */
const itemStart = /\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])/g;

interface Cut {
  /** What to cut after. */
  readonly pattern: RegExp;
  /** The size up to which a part is not cut so. */
  readonly most: number;
}

const cutsBy = (sentences: readonly RegExp[], within: readonly RegExp[]): readonly Cut[] => [
  ...sentences.map((pattern) => ({ pattern, most: largest })),
  ...within.map((pattern) => ({ pattern, most: largestSentence })),
];

const prose = cutsBy([blankLine, itemStart, sentenceEnd], [lineEnd, space]);
const lines = cutsBy([blankLine, lineEnd], [sentenceEnd, space]);

/** Where a block of each kind is cut when it is too long, the best places first. */
const cutsOf: Readonly<Record<BlockKind, readonly Cut[]>> = {
  ...{ paragraph: prose, list: prose, quote: prose, html: prose, heading: prose, break: prose },
  ...{ code: lines, table: lines, definition: lines },
};

/** Characters, of which those beyond ASCII cost tokens like four. */
export const sizeOf = (text: string): number => {
  let size = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) size += 3;
  return size;
};

/** Parts that are together the text, cut after each match. */
const cutAfter = (text: string, pattern: RegExp): string[] => {
  const parts: string[] = [];
  let start = 0;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    parts.push(text.slice(start, index + match.length));
    start = index + match.length;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
};

/** Parts of a text without any place to cut, each a quarter of the largest, and no character in halves. */
const cutAnywhere = (text: string): string[] =>
  text.match(new RegExp(`[^]{1,${largest / 4}}`, 'gu')) ?? [];

const cutSmall = (text: string, [cut, ...others]: readonly Cut[]): string[] => {
  if (sizeOf(text) <= (cut?.most ?? largestSentence)) return [text];
  if (!cut) return cutAnywhere(text);
  return cutAfter(text, cut.pattern).flatMap((part) => cutSmall(part, others));
};

/**
 * Cuts a block's text into parts of a few sentences, list items, rows or lines, which are together the whole text; one
 * that is short stays whole.
 */
export const cutText = (text: string, kind: BlockKind): string[] => {
  const size = sizeOf(text);
  if (size <= largest) return [text];
  const target = size / Math.ceil(size / ((largest * 2) / 3));
  const parts: string[] = [];
  let open = '';
  let openSize = 0;
  for (const part of cutSmall(text, cutsOf[kind])) {
    const partSize = sizeOf(part);
    if (open !== '' && openSize + partSize > target * 1.1) {
      parts.push(open);
      open = '';
      openSize = 0;
    }
    open += part;
    openSize += partSize;
  }
  if (open !== '') parts.push(open);
  return parts;
};
