import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanText } from './scan-text.ts';

/** The pieces of o200k's published expression, for ASCII text without apostrophes. */
const published =
  /[^\r\na-zA-Z0-9]?[A-Z]*[a-z]+|[^\r\na-zA-Z0-9]?[A-Z]+[a-z]*|[0-9]{1,3}| ?[^\sa-zA-Z0-9]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/g;

test('cuts words and punctuation where o200k cuts them', () => {
  const character = fc.constantFrom(...' \n\r\taZzBq019"-_./{}:,#|');
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 60 }), (text) => {
      const found: string[] = [];
      const add = (start: number, end: number): number => found.push(text.slice(start, end));
      scanText(text, {
        word: (_, start, end, _capitals, prefix) => add(start - (prefix > 0 ? 1 : 0), end),
        marks: add,
        foreign: () => 0,
      });
      const pieces = text.match(published) ?? [];
      expect(found).toEqual(pieces.filter((piece) => /[^\s0-9]/.test(piece)));
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
});

test('charges digits by threes and white space by runs', () => {
  const free = { word: () => 0, marks: () => 0, foreign: () => 0 };
  expect(scanText('1234567', free)).toBe(3);
  expect(scanText(' '.repeat(64), free)).toBe(1);
  expect(scanText('\r\n\r\n', free)).toBe(1);
  expect(scanText('a b', free)).toBe(0);
  expect(scanText('   1', free)).toBe(3);
});
