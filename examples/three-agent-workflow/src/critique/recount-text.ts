import { plainCell } from '../source-tree/tree-rules.ts';

/** Figures of a text, counted in one pass over its characters. */
export interface RecountedText {
  readonly lines: number;
  readonly blankLines: number;
  readonly longestLine: number;
  readonly openMarks: number;
  readonly words: number;
  readonly differentWords: number;
  readonly characters: number;
  readonly opensWith: string;
  readonly closesWith: string;
}

/** Counts a text character by character. */
export function recountText(text: string): RecountedText {
  let lines = 0;
  let blankLines = 0;
  let longestLine = 0;
  let lineStart = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const atEnd = at === text.length;
    if (!atEnd && text.charCodeAt(at) !== 10) continue;
    if (atEnd && lineStart === at) break;
    lines += 1;
    longestLine = Math.max(longestLine, at - lineStart);
    if (!/\S/.test(text.slice(lineStart, at))) blankLines += 1;
    lineStart = at + 1;
  }
  const marks = text.split(/\W+/).filter((word) => word === 'TODO' || word === 'FIXME');
  const first = text.search(/\S/);
  const end = text.indexOf('\n', first);
  const opening = first === -1 ? '' : text.slice(first, end === -1 ? undefined : end);
  const words = text.split(/\s+/).filter((word) => word !== '');
  const trimmed = text.trimEnd();
  const closing = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  return {
    ...{ lines, blankLines, longestLine },
    openMarks: marks.length,
    words: words.length,
    differentWords: words.sort().filter((word, index) => word !== words[index - 1]).length,
    characters: text.length,
    opensWith: plainCell(opening, 60) || '–',
    closesWith: plainCell(closing, 60) || '–',
  };
}
