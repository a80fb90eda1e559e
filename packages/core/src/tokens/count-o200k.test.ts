import { expect, test } from 'vitest';
import { countO200k } from './count-o200k.ts';

test('counts as o200k does', () => {
  expect(countO200k('')).toBe(0);
  expect(countO200k('The report is stored.')).toBe(5);
  expect(countO200k('1767084329266')).toBe(5);
  expect(countO200k.counter).toBe('o200k');
  expect(countO200k.atMost('The report is stored.')).toBe(5);
});

test('names of special tokens are plain text', () => {
  for (const name of ['<|endoftext|>', '<|im_start|>', '<|fim_prefix|>', '<|endofprompt|>']) {
    expect(countO200k(name)).toBeGreaterThan(1);
    expect(countO200k(`before ${name} after`)).toBeGreaterThan(3);
  }
});

test('lone surrogates are counted', () => {
  expect(countO200k('\ud800')).toBe(countO200k('\ufffd'));
  expect(countO200k('a\udc00b')).toBe(countO200k('a\ufffdb'));
});
