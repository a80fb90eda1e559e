import { type CountTokens, estimateTokens } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from '../document/parse-document.ts';
import { fitBlocks } from './fit-blocks.ts';

const fit = (text: string, maxTokens: number, countTokens: CountTokens = countO200k) => {
  const document = parseDocument(text);
  return fitBlocks(document, document.blocks, { maxTokens, countTokens });
};

const base64 = Array.from({ length: 3_000 }, (_, index) =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charAt(
    (index * index * 31 + index * 7) % 64,
  ),
).join('');

const words = fc.constantFrom(
  'The search takes 12 ms.',
  'Die Überwachung der Grundstücksverkehrsgenehmigung.',
  '这个接口返回最多五十行，按时间排序。',
  'Поиск работает быстро.',
  'البحث يعمل بسرعة.',
  '検索は速い。',
  '😀👩‍👩‍👧🇩🇪',
  base64.slice(0, 400),
  'const x = { a: [1, 2, 3] };',
);
const paragraph = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' '));
const block = fc.oneof(
  paragraph,
  paragraph.map((text) => `## ${text.slice(0, 60)}`),
  fc.array(paragraph, { maxLength: 6 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
  fc
    .array(words, { maxLength: 20 })
    .map((cells) => `| a |\n|---|\n${cells.map((cell) => `| ${cell} |`).join('\n')}`),
  fc
    .array(paragraph, { minLength: 1, maxLength: 6 })
    .map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc.constantFrom(base64, ' '.repeat(900), '\0\0\0', '    code', '> quote'),
);
const reports = fc.array(block, { maxLength: 25 }).map((blocks) => blocks.join('\n\n'));

test.each([countO200k, estimateTokens])(
  'no budget is ever exceeded, counted exactly',
  (counter) => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 900 }), (text, maxTokens) => {
        const fitted = fit(text, maxTokens, counter);
        expect(countO200k(fitted.text)).toBeLessThanOrEqual(maxTokens);
        const isWhole = counter.atMost(text) <= maxTokens && counter(text) <= maxTokens;
        if (isWhole) expect(fitted).toMatchObject({ text, omitted: [] });
        else expect(fitted.omitted.length).toBeGreaterThan(0);
      }),
      { seed: 20261122, numRuns: 150 },
    );
  },
);

test('what fits exactly is whole, and with a token less is not', () => {
  const text = '# Title\n\nSome words.\n\n## Next\n\nMore words, and a few more.\n';
  const exact = countO200k(text);
  expect(fit(text, exact)).toMatchObject({ text, omitted: [] });
  expect(fit(text, exact - 1).text).not.toBe(text);
});

const filler = 'Many words that say little about anything at all. '.repeat(30).trim();

test('a summary comes first, and the rest is told by reference and size', () => {
  const text = `# Title\n\n## Background\n\n${filler}\n\n## Details\n\n${filler}\n\n### More\n\n${filler}\n\n## Executive Summary\n\nUse one index.\n`;
  const { text: fitted, omitted } = fit(text, 100);
  expect(fitted).toContain('## Executive Summary\n\nUse one index.\n');
  expect(omitted.map(({ reference }) => reference)).toContain('2');
  expect(omitted.find(({ reference }) => reference === '2')?.tokens).toBeGreaterThan(500);
  expect(fitted).toContain('[Left out, with tokens: ');
});

test.each([
  [
    'a fence',
    `\`\`\`ts\n${'const answer = 42;\n'.repeat(200)}\`\`\`\n`,
    /^```ts\n(const answer = 42;\n)+```\n\[…\]\n/,
  ],
  [
    'a table',
    `| a | b |\n|---|---|\n${'| one cell | other |\n'.repeat(200)}`,
    /^\| a \| b \|\n\|---\|---\|\n(\| one cell \| other \|\n)+\[…\]\n/,
  ],
  [
    'a list',
    '- one item of it\n  in two lines\n'.repeat(200),
    /^(- one item of it\n {2}in two lines\n)+\[…\]\n/,
  ],
  ['a paragraph', 'A sentence is a unit. '.repeat(300), /^(A sentence is a unit\. )+\n\[…\]\n/],
  ['one long word', base64.repeat(3), /^[\w+/]+\n\[…\]\n/],
])('%s that alone is too long is cut where it does least harm', (_, text, shape) => {
  const { text: fitted, omitted } = fit(text, 120);
  expect(fitted).toMatch(shape);
  expect(countO200k(fitted)).toBeGreaterThan(80);
  expect(omitted).toMatchObject([{ reference: '', lines: expect.any(Array) }]);
});

test('an English notice of 150 tokens is not refused in a budget of 200', () => {
  const text =
    '{"status":"complete","agent":"cynthia","task_type":"research","feature":"customer-search","summary":"Researched customer search: the repository already has an index, so one endpoint with pagination is enough."}';
  expect(countO200k(text)).toBeLessThan(150);
  expect(fit(text, 200, estimateTokens).text).toBe(text);
});

test.each([
  ['10,000 headings', '# Title\n\ntext\n\n'.repeat(10_000)],
  ['a line of 5 MB', 'word '.repeat(1_000_000)],
  ['a word of 5 MB', 'a'.repeat(5_000_000)],
])('%s take time linear in their length', (_, text) => {
  const start = performance.now();
  fit(text, 500, estimateTokens);
  // Far more than it takes, and far less than anything but linear time would.
  expect(performance.now() - start).toBeLessThan(4_000);
});
