import { expect, test } from 'vitest';
import { createTokenCounter } from './create-token-counter.ts';
import { estimateTokens } from './estimate-tokens.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

test('counts by the function given and bounds as the estimate does', () => {
  const counter = createTokenCounter({ name: 'bytes', count: bytes });
  expect(counter('abc')).toBe(3);
  expect(counter.counter).toBe('bytes');
  expect(counter.atMost('some words')).toBe(estimateTokens.atMost('some words'));
});

test('takes a bound of its own', () => {
  const counter = createTokenCounter({ name: 'own', count: bytes, atMost: () => 7 });
  expect(counter.atMost('abc')).toBe(7);
});

test.each(['', 'a;b', 'a b', 'naïve', 'a\n', 'x'.repeat(33)])('refuses the name %j', (name) => {
  expect(() => createTokenCounter({ name, count: bytes })).toThrow(
    expect.objectContaining({ code: 'invalid_argument' }),
  );
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the count %d', (tokens) => {
  const counter = createTokenCounter({ name: 'odd', count: () => tokens, atMost: () => tokens });
  for (const answer of [counter, counter.atMost]) {
    expect(() => answer('abc')).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  }
});
