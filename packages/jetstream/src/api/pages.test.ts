import { expect, test } from 'vitest';
import { readPages } from './pages.ts';

/** A list that is answered in pages of three, and may change between two of them. */
const pagesOf = (items: string[], between: (offset: number) => void = () => {}) =>
  readPages(
    async (offset) => {
      between(offset);
      return { total: items.length, items: items.slice(offset, offset + 3) };
    },
    (page) => page.items.length,
  );

const collect = async (pages: ReturnType<typeof pagesOf>): Promise<string> => {
  let text = '';
  for await (const { items } of pages) text += items.join('');
  return text;
};

test('reads every page', async () => {
  for (const text of ['', 'a', 'abc', 'abcd', 'abcdefghi']) {
    expect(await collect(pagesOf([...text]))).toBe(text);
  }
});

test('misses nothing where something is removed between two pages', async () => {
  const items = [...'abcdefgh'];
  let isRemoved = false;
  const pages = pagesOf(items, (offset) => {
    if (offset !== 3 || isRemoved) return;
    isRemoved = true;
    items.splice(0, 2);
  });
  expect(new Set(await collect(pages))).toEqual(new Set('abcdefgh'));
});

test('ends where everything is removed meanwhile', async () => {
  const items = [...'abcdef'];
  expect(await collect(pagesOf(items, (offset) => offset > 0 && items.splice(0)))).toBe('abc');
});
