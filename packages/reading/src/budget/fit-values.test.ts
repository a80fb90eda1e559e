import { estimateTokens } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from '../document/json-value.ts';
import { findValue } from '../parts/find-value.ts';
import { fitValues } from './fit-values.ts';

const rootOf = (text: string) => parseJsonText(text) ?? expect.fail('no JSON');

const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every value inside a value, with its JSON Pointer. */
const valuesOf = (value: unknown, pointer = ''): [string, unknown][] => [
  [pointer, value],
  ...(value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, member]) =>
        valuesOf(member, `${pointer}/${escapeKey(key)}`),
      )
    : []),
];

test('every value of any JSON text is found by its pointer', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 2), (json, indent) => {
      const value: unknown = JSON.parse(json);
      const text = JSON.stringify(value, null, indent);
      const root = rootOf(text);
      for (const [pointer, member] of valuesOf(value)) {
        const { start, end } = findValue(text, root, pointer);
        expect(JSON.parse(text.slice(start, end))).toEqual(member);
      }
    }),
    { seed: 20261122, numRuns: 300 },
  );
});

test('no budget is exceeded, counted exactly, and what is left out is named', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 1, max: 300 }), (text, maxTokens) => {
      const fitted = fitValues(text, [rootOf(text)], { maxTokens, countTokens: estimateTokens });
      expect(countO200k(fitted.text)).toBeLessThanOrEqual(maxTokens);
      const isWhole = estimateTokens.atMost(text.trim()) <= maxTokens;
      if (isWhole) expect(fitted.text).toBe(text.trim());
      // All its members may fit where the whole does not.
      else expect(fitted.omitted.length + fitted.values.length).toBeGreaterThan(0);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});

test('of what is too long the members come that fit, and the beginning of a string', () => {
  const text = JSON.stringify({
    summary: 'One index.',
    long: 'words and words '.repeat(500),
    list: [1, 2],
  });
  const { text: fitted, omitted } = fitValues(text, [rootOf(text)], {
    maxTokens: 150,
    countTokens: countO200k,
  });
  expect(fitted).toMatch(
    /^\/summary: "One index\."\n\/long: "words and words .*…\n(\/list: \[1,2\]\n)?\[Left out, with tokens: /,
  );
  expect(omitted.map(({ reference }) => reference)).toContain('/long');
});

test('30,000 values and a value 5,000 levels deep take linear time', () => {
  const many = JSON.stringify(Array.from({ length: 30_000 }, (_, index) => ({ index })));
  const deep = '['.repeat(5_000) + ']'.repeat(5_000);
  const start = performance.now();
  for (const text of [many, deep]) {
    fitValues(text, [rootOf(text)], { maxTokens: 100, countTokens: estimateTokens });
  }
  expect(performance.now() - start).toBeLessThan(4_000);
});

test('what is left out late does not push out what fitted before', () => {
  const more = { x: ['a', 'b', 0], y: 'z'.repeat(200) };
  const values = Array.from({ length: 5_000 }, (_, id) => ({ id, text: `Value ${id}.`, more }));
  const text = JSON.stringify({ values }, null, 2);
  for (const maxTokens of [50, 60, 80, 100, 120, 150, 200]) {
    const fitted = fitValues(text, [rootOf(text)], { maxTokens, countTokens: countO200k });
    expect(fitted.text, `${maxTokens}`).toContain('"Value 0."');
    expect(countO200k(fitted.text)).toBeLessThanOrEqual(maxTokens);
    expect(fitted.omitted.length).toBeGreaterThan(4_900);
  }
});
