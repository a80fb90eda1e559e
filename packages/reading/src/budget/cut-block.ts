import type { BlockKind } from '../document/report-document.ts';
import { largest } from './largest.ts';

/** The first part of a block that is too long. */
export interface CutBlock {
  /** Offset in the block's text after what is kept. */
  readonly end: number;
  /** What has to follow, so that the part is Markdown again: the end of a fence. */
  readonly suffix: string;
}

/** Offsets after each match, in order. */
const after = (text: string, pattern: RegExp): number[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: match }) => index + match.length);

const lines = (text: string): number[] => after(text, /\r\n?|\n/g);

/** Offsets after the lines of a text that are not inside a fence. */
const outsideFences = (text: string): number[] => {
  let fence = '';
  return lines(text).filter((end, index, ends) => {
    const line = text.slice(ends[index - 1] ?? 0, end);
    const mark = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && !fence) fence = mark;
    else if (mark?.startsWith(fence) && fence) fence = '';
    return fence === '';
  });
};

const sentences = (text: string): number[] =>
  after(text, /[.!?。！？]+["'”’)\]]*(?:\s+|(?<=[。！？]))/g);
const words = (text: string): number[] => after(text, /\s+/g);
const characters = (text: string): number[] => after(text, /[\s\S]/gu);

/** Where a block of a kind may be cut, the better places first. */
const places = (kind: BlockKind, text: string): readonly (() => number[])[] => {
  const anywhere = [() => words(text), () => characters(text)];
  const prose = [() => sentences(text), ...anywhere];
  if (kind === 'code') return [() => lines(text).slice(1), ...anywhere];
  // The header and the line below it stay together.
  if (kind === 'table') return [() => lines(text).slice(1), ...anywhere];
  if (kind === 'list') {
    const [indent = ''] = /^ {0,3}/.exec(text) ?? [];
    const items = after(
      text,
      new RegExp(`(?:\\r\\n?|\\n)(?=${indent}(?:[-+*]|\\d{1,9}[.)])[ \\t])`, 'g'),
    );
    return [() => items, () => outsideFences(text), ...prose];
  }
  if (kind === 'paragraph') return prose;
  return [() => outsideFences(text), ...prose];
};

/** The end that a fence needs when its lines are cut. */
const fenceEnd = (kind: BlockKind, text: string): string => {
  const fence = kind === 'code' && /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
  return fence ? `${fence}\n` : '';
};

/**
 * The longest beginning of a block that fits: whole rows of a table with its header, whole lines of a fence which is
 * ended again, whole items, sentences or words, and characters of a word only where not one word fits. `null` where nothing does.
 *
 * @param fits whether so much of the block can be had
 */
export const cutBlock = (
  kind: BlockKind,
  text: string,
  fits: (cut: CutBlock) => boolean,
): CutBlock | null => {
  const suffix = fenceEnd(kind, text);
  for (const place of places(kind, text)) {
    const ends = place().filter((end) => end < text.length);
    const count = largest(ends.length, (kept) => fits({ end: ends[kept - 1] ?? 0, suffix }));
    const end = ends[count - 1];
    if (end !== undefined) return { end, suffix };
  }
  return null;
};
