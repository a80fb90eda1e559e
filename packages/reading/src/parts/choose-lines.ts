import { fail } from '@agog/deliverables-core/transport';
import { lineStarts } from '../document/line-starts.ts';

/**
 * The offsets of some lines, without the line break at their end. Lines count from 1; a last one beyond the end is the
 * end.
 *
 * @throws DeliverablesError `not_found` where the text has not so many lines
 */
export const chooseLines = (
  text: string,
  [first, last]: readonly [first: number, last: number],
): Readonly<Record<'start' | 'end', number>> => {
  const starts = lineStarts(text);
  // What follows the last line break is a line only where there is something.
  const count = starts.length - (starts.at(-1) === text.length ? 1 : 0);
  const start = first <= count ? starts[first - 1] : undefined;
  if (start === undefined) {
    return fail(
      'not_found',
      `The report has ${count} lines, and none has the number ${first}.`,
      `Pass lines between 1 and ${count}.`,
      { lines: count },
    );
  }
  const asked = text.slice(start, starts[last]);
  return { start, end: start + asked.replace(/(?:\r\n?|\n)$/, '').length };
};
