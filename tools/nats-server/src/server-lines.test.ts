import { expect, test } from 'vitest';
import { isAtLeast, isOfLine } from './server-lines.ts';

test('compares versions by their numbers', () => {
  expect(isAtLeast('2.10.27', '2.9')).toBe(true);
  expect(isAtLeast('3.0.0', '2.15')).toBe(true);
  expect(isAtLeast('2.9.10', '2.10')).toBe(false);
  expect(isAtLeast('1.99.0', '2.9')).toBe(false);
});

test('takes what comes after the newest line for the newest, and nothing else for an older one', () => {
  expect(isOfLine('2.15.1', '2.15')).toBe(true);
  expect(isOfLine('2.17.0', '2.15')).toBe(true);
  expect(isOfLine('2.14.9', '2.15')).toBe(false);
  expect(isOfLine('2.10.27', '2.10')).toBe(true);
  expect(isOfLine('2.11.0', '2.10')).toBe(false);
  expect(isOfLine('2.90.0', '2.9')).toBe(false);
});
