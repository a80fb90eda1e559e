import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTitle, encodeTitle, findTitle } from './report-title.ts';

describe('the title in a header', () => {
  test('decode undoes encode, and the text is ASCII', () => {
    const title = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(title, (text) => {
        expect(encodeTitle(text)).toMatch(/^[ -~]*$/);
        expect(decodeTitle(encodeTitle(text))).toBe(text);
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });

  test('stays readable, and survives what is not Unicode', () => {
    expect(encodeTitle('Search: 100 % of "Größe"')).toBe('Search: 100 %25 of "Gr%C3%B6%C3%9Fe"');
    expect(encodeTitle('a\ud800')).toBe('a%EF%BF%BD');
    expect(decodeTitle('%ff')).toBeNull();
    expect(decodeTitle('100 %')).toBeNull();
  });
});

describe('the title of a Markdown text', () => {
  test.each([
    ['# Title', 'Title'],
    ['\ufeff# Title\r\n\r\ntext', 'Title'],
    ['intro\n\n## Two\n\n  #\tOne # of *two* ##\n', 'One # of *two*'],
    ['```sh\n# comment\n```\n# Title', 'Title'],
    ['````\n```\n# comment\n````\n# Title', 'Title'],
    ['~~~\n# comment\n```\n# comment\n~~~~\n# Title', 'Title'],
    ['```js\n```js\n# comment\n```\n# Title', 'Title'],
    ['---\n# comment\nkey: 1\n---\n# Title', 'Title'],
    ['---\n# Title', 'Title'],
    ['#\n# \n# Title', 'Title'],
    ['#Tag\n    # code', null],
    ['```\n# comment', null],
    ['', null],
    [`${'x'.repeat(4096)}\n# Too late`, null],
  ])('%j has %j', (text, title) => {
    expect(findTitle(text)).toBe(title);
  });

  test('is cut after 200 characters, never inside one', () => {
    expect(findTitle(`# ${'😀'.repeat(300)}`)).toBe(`${'😀'.repeat(200)}…`);
  });
});
