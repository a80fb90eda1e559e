import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../document/parse-document.ts';
import type { BlockKind } from '../document/report-document.ts';
import { cutPassages } from './cut-passages.ts';
import { cutText, sizeOf } from './cut-text.ts';

const sentence = 'The index of customers is rebuilt every night, and searched by name. ';

const head = { agent: 'roy', taskType: 'backend', channel: 'any', sequence: 1 };

describe('cutText', () => {
  it('keeps sentences, items and rows whole', () => {
    const item = `- ${sentence}\n`;
    const row = `| ${sentence}| yes |\n`;
    for (const [unit, kind] of [
      [sentence, 'paragraph'],
      [item, 'list'],
      [row, 'table'],
    ] as const) {
      const parts = cutText(unit.repeat(40), kind);
      expect(parts.length).toBeGreaterThan(10);
      for (const part of parts) expect(part.replaceAll(unit, '')).toBe('');
    }
  });

  it('cuts what has no place to cut, and no character in halves', () => {
    for (const text of ['x'.repeat(9_999), '\u{1f600}'.repeat(999), '中'.repeat(999)]) {
      const parts = cutText(text, 'paragraph');
      expect(parts.join('')).toBe(text);
      for (const part of parts) {
        expect(sizeOf(part)).toBeLessThanOrEqual(480);
        expect(part.isWellFormed()).toBe(true);
      }
    }
  });

  it('loses nothing', () => {
    const kind = fc.constantFrom<BlockKind>('paragraph', 'list', 'code', 'table', 'quote', 'html');
    const unit = fc.constantFrom(sentence, '- ', '\n', '\r\n', '\n\n', 'x'.repeat(300), '\0', '。');
    const text = fc.array(fc.oneof(unit, fc.string({ unit: 'binary' })), { maxLength: 40 });
    fc.assert(
      fc.property(text, kind, (units, of) => {
        const whole = units.join('');
        expect(cutText(whole, of).join('')).toBe(whole);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });
});

describe('cutPassages', () => {
  it('puts a heading before what follows it, and loses nothing', () => {
    const text = `Before.\r\n\r\n# One\r\n\r\n## Two\r\n\r\n${sentence}\r\n\r\n# Three\r\n`;
    const passages = cutPassages({ head, document: parseDocument(text), json: null });
    const texts = passages.map(({ start, end }) => text.slice(start, end));
    expect(texts).toEqual([
      'Before.\r\n\r\n',
      '# One\r\n\r\n',
      `## Two\r\n\r\n${sentence}\r\n\r\n`,
      '# Three\r\n',
    ]);
    expect(passages.map(({ section }) => section?.title)).toEqual([
      undefined,
      'One',
      'Two',
      'Three',
    ]);
  });

  it.each([
    ['one line', 'a'.repeat(2_000_000)],
    ['quotes', '"'.repeat(2_000_000)],
    ['sentences in one line', 'No end. '.repeat(250_000)],
    ['lines of white space', ' \n'.repeat(500_000)],
    ['full stops', '.)'.repeat(1_000_000)],
  ])('takes time linear in its length for %s', (_, text) => {
    const document = parseDocument(text);
    const start = performance.now();
    const passages = cutPassages({ head, document, json: null });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(passages.at(-1)?.end).toBe(text.length);
  });
});
