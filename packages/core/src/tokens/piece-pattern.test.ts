import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecePattern } from './piece-pattern.ts';

/** The pieces of o200k's published expression, for ASCII text without apostrophes. */
const published =
  /[^\r\na-zA-Z0-9]?[A-Z]*[a-z]+|[^\r\na-zA-Z0-9]?[A-Z]+[a-z]*|[0-9]{1,3}| ?[^\sa-zA-Z0-9]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/g;

const piecesOf = (text: string): string[] => text.match(piecePattern) ?? [];

test('cuts words and punctuation where o200k cuts them', () => {
  const character = fc.constantFrom(...' \n\r\taZzBq019"-_./{}:,#|');
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 60 }), (text) => {
      const found = [...text.matchAll(piecePattern)]
        .filter(([, , letters, marks]) => letters ?? marks)
        .map(([piece]) => piece);
      const pieces = text.match(published) ?? [];
      expect(found).toEqual(pieces.filter((piece) => /[^\s0-9]/.test(piece)));
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
});

test('leaves nothing of a text out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(piecesOf(text).join('')).toBe(text);
    }),
    { seed: 20261122, numRuns: 5000 },
  );
});

test('cuts digits by threes and white space by runs', () => {
  const withoutWords = (text: string): string[] =>
    piecesOf(text).filter((piece) => /^[\s\d]+$/.test(piece));
  expect(withoutWords('1234567')).toHaveLength(3);
  expect(withoutWords(' '.repeat(64))).toHaveLength(1);
  expect(withoutWords('\r\n\r\n')).toHaveLength(1);
  expect(withoutWords('a b')).toHaveLength(0);
  expect(withoutWords('   1')).toHaveLength(3);
});
