import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../document/parse-document.ts';
import { summarizeJson } from './summarize-json.ts';
import { summarizeReport } from './summarize-report.ts';

const within = (length: number) => ({ fits: (summary: string) => summary.length <= length });
const summarize = (text: string, length = 400): string =>
  summarizeReport(parseDocument(text), within(length));

describe('a summary', () => {
  it.each([
    [
      '# Search\n\nFirst words.\n\n## 1. Executive Summary\n\nPostgreSQL it is. Costs nothing. More.',
      'PostgreSQL it is. Costs nothing.',
    ],
    [
      '# Search\n\nFirst words.\n\n## TL;DR\n\n- **Use** it\n- Test `it`!\n- Third\n',
      'Use it. Test it!',
    ],
    [
      '# Search\n\n**Status:** draft\n**Date:** today\n\nIt [works](https://a.example).',
      'It works.',
    ],
    ['# Titel\n\n## 概要\n\nこれは報告です。二番目の文。三番目。', 'これは報告です。二番目の文。'],
    ['---\n\n> Only a quote\n> of two lines.', 'Only a quote of two lines.'],
    ['# The table\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n', 'The table'],
    ['```\ncode()\n```\n', 'A report without prose: code'],
    ['\0\r\n', 'A report without prose'],
    [
      'Snake_case_names and 2 * 3 * 4 stay.\r\nA next line.',
      'Snake_case_names and 2 * 3 * 4 stay. A next line.',
    ],
  ])('of %j', (text, summary) => {
    expect(summarize(text)).toBe(summary);
  });

  it('holds whole sentences, or ends after a word where not even one fits', () => {
    const text = 'One sentence here. Another sentence here.';
    expect(summarize(text, 41)).toBe(text);
    expect(summarize(text, 40)).toBe('One sentence here.');
    expect(summarize(text, 12)).toBe('One…');
    expect(summarize('a'.repeat(1_000_000), 6)).toBe('aaaaa…');
    expect(summarize(text, 0)).toBe('');
  });

  it('takes no time over long and odd texts', () => {
    const began = performance.now();
    for (const odd of ['word ', '**a', '[[', '<', '_x ', '`', '![a](', '. ', '<!--']) {
      summarize(odd.repeat(1_000_000 / odd.length));
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('fits, is one line and says something, whatever the report is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.integer({ min: 30, max: 99 }),
        (text, length) => {
          const summary = summarize(text, length);
          expect(summary.length).toBeLessThanOrEqual(length);
          expect(summary).toMatch(/^\S([^\n\r]*\S)?$/u);
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
  });

  it('of JSON is what it calls its summary, or what it is made of', () => {
    const json = (value: unknown): string => summarizeJson(JSON.stringify(value), within(400));
    expect(json({ a: 1, summary: 'All **good**. Done. More.' })).toBe('All good. Done.');
    expect(json({ status: 1, rows: [] })).toBe('An object of status, rows.');
    expect(json([1, 2])).toBe('A list of 2 values.');
    expect(json('')).toBe('A report without prose');
    expect(summarizeJson('{', within(400))).toBe('JSON that cannot be read.');
  });
});
