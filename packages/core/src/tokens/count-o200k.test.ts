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

test.each([
  ['letters', 'x'],
  ['letters with accents', 'e\u0301'],
  ['signs', '漢'],
  ['spaces', ' '],
  ['line breaks', '\n'],
  ['marks over lines', '/\n'],
])('a run of 300,000 %s takes linear time, and its count is close', (_, unit) => {
  const start = performance.now();
  const count = countO200k(`A report. ${unit.repeat(300_000 / unit.length)}`);
  expect(performance.now() - start).toBeLessThan(4_000);
  const hundredth = countO200k(unit.repeat(3_000 / unit.length));
  expect(count / (100 * hundredth)).toBeGreaterThan(0.9);
  expect(count / (100 * hundredth)).toBeLessThan(1.1);
});

test('counting stays quick, however much was counted before', () => {
  const time = (): number => {
    const start = performance.now();
    countO200k('这是一个关于系统架构的报告，其中包含许多句子。'.repeat(10_000));
    return performance.now() - start;
  };
  const first = time();
  // More pieces than the library remembers.
  for (let place = 0; place < 4; place++) {
    countO200k(
      Array.from(
        { length: 40_000 },
        (_, at) => `${(place * 40_000 + at).toString(36).replace(/\d/g, 'zq')}xq`,
      ).join(' '),
    );
  }
  expect(time()).toBeLessThan(5 * first + 100);
});
