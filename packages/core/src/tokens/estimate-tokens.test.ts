import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countO200k } from './count-o200k.ts';
import { englishNotices } from './english-notices.fixture.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** The files of one ending below a folder of the repository. */
const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(new URL(`../../../../${folder}/`, import.meta.url), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => readFileSync(new URL(`../../../../${folder}/${file}`, import.meta.url), 'utf8'));

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

test('nothing is no token', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens.atMost('')).toBe(0);
  expect(estimateTokens.counter).toBe('estimate');
});

test.each(['-'.repeat(12), '='.repeat(2_000), '***\n***\n', '\n', `A rule\n${'-'.repeat(80)}`])(
  'no text that is there costs nothing: %j',
  (text) => {
    expect(estimateTokens(text)).toBeGreaterThan(0);
  },
);

test("the estimate is close on the repository's own code and documents", () => {
  const texts = [...filesOf('packages/core/src', '.ts'), ...filesOf('docs', '.md')].filter(
    (text) => text.length > 1000 && !text.includes('pairWeights:'),
  );
  const errors = texts.map((text) => Math.abs(estimateTokens(text) / countO200k(text) - 1));
  expect(texts.length).toBeGreaterThan(20);
  expect(quantile(errors, 0.5)).toBeLessThan(0.05);
  expect(quantile(errors, 0.95)).toBeLessThan(0.1);
});

test('an English notice of at most 150 tokens is charged less than 200', () => {
  const notices = englishNotices.filter((notice) => countO200k(notice) <= 150);
  expect(notices.length).toBeGreaterThan(500);
  for (const notice of notices) {
    expect(estimateTokens.atMost(notice), notice).toBeLessThanOrEqual(200);
  }
  const ratios = notices.map((notice) => estimateTokens.atMost(notice) / countO200k(notice));
  expect(quantile(ratios, 0)).toBeGreaterThanOrEqual(1);
  expect(quantile(ratios, 0.5)).toBeLessThan(1.33);
});

test.each([
  ['Markdown', '## A heading\n\nSome words of a *report*, 1,234 of them.\n\n'],
  ['small letters', 'a'],
  ['capitals', 'A'],
  ['letters of both cases', 'aB'],
  ['spaces', ' '],
  ['line breaks', '\r\n'],
  ['spaces before line breaks', ' \n'],
  ['digits', '7'],
  ['punctuation', '{"'],
  ['Chinese', '漢'],
  ['emoji', '😀'],
])('two megabytes of %s take linear time', (_, unit) => {
  const text = unit.repeat(2_000_000 / unit.length);
  const start = performance.now();
  estimateTokens(text);
  estimateTokens.atMost(text);
  // Far more than it takes, and far less than anything but linear time would.
  expect(performance.now() - start).toBeLessThan(3000);
});
