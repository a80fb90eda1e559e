import { expect, test } from 'vitest';
import { differenceOf } from './difference-of.ts';

const expected = ['1 a', '2 b', '3 c'];
const printed = (...lines: string[]) => ['listening', ...lines, ''].join('\n');

test('finds nothing where everything came once, in order', () => {
  expect(differenceOf(printed('1 a', '2 b', '3 c'), expected)).toBeNull();
});

test.each([
  ['a report is missing', printed('1 a', '3 c'), 'line 2 is "3 c" instead of "2 b"'],
  ['the last one is missing', printed('1 a', '2 b'), 'line 3 is "undefined" instead of "3 c"'],
  ['one came twice', printed('1 a', '1 a', '2 b', '3 c'), 'line 2 is "1 a" instead of "2 b"'],
  ['two changed places', printed('1 a', '3 c', '2 b'), 'line 2 is "3 c" instead of "2 b"'],
  ['one came too many', printed(...expected, '4 d'), 'line 4 is "4 d" instead of "undefined"'],
  ['nothing came', '', 'line 1 is "undefined" instead of "1 a"'],
])('tells where %s', (_, output, difference) => {
  expect(differenceOf(output, expected)).toBe(difference);
});
