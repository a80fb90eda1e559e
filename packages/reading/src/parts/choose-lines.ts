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
  const start = starts[first - 1];
  if (start === undefined) {
    return fail(
      'not_found',
      `The report has ${starts.length} lines, and none has the number ${first}.`,
      `Pass lines between 1 and ${starts.length}.`,
      { lines: starts.length },
    );
  }
  const end = starts[last];
  return {
    start,
    end:
      end === undefined
        ? text.length
        : start + text.slice(start, end).replace(/(\r\n?|\n)$/, '').length,
  };
};
