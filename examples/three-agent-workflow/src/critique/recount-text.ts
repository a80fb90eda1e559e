import { plainCell } from '../source-tree/tree-rules.ts';

/** Figures of a text, counted in one pass over its characters. */
export interface RecountedText {
  readonly lines: number;
  readonly blankLines: number;
  readonly longestLine: number;
  readonly openMarks: number;
  readonly opensWith: string;
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
  const words = text.split(/\W+/);
  const first = text.search(/\S/);
  const end = text.indexOf('\n', first);
  const opening = first === -1 ? '' : text.slice(first, end === -1 ? undefined : end);
  return {
    ...{ lines, blankLines, longestLine },
    openMarks: words.filter((word) => word === 'TODO' || word === 'FIXME').length,
    opensWith: plainCell(opening, 60) || '–',
  };
}
