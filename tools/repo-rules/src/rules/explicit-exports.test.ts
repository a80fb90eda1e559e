import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { explicitExportsRule } from './explicit-exports.ts';

const manifest = '{ "exports": { ".": { "@agog/source": "./src/index.ts" } } }';
const at = (file: string, text: string) =>
  explicitExportsRule
    .check(createRepository({ 'packages/core/package.json': manifest, [file]: text }))
    .map(({ line }) => line);

test('refuses defaults, stars, and an entry that does more than re-export', () => {
  expect(at('tools/x/a.ts', 'export default 1;\nexport default function f() {}')).toEqual([1, 2]);
  expect(at('tools/x/a.ts', "export * from './b.ts';\nexport * as c from './c.ts';")).toEqual([
    1, 2,
  ]);
  expect(at('packages/core/src/index.ts', 'const a = 1;\nexport { a };')).toEqual([1, 2]);
});

test('accepts names, one by one, and the default that a tool wants', () => {
  expect(at('tools/x/a.ts', 'export const a = 1;\nconst b = 2;\nexport { b };')).toEqual([]);
  expect(at('packages/core/src/index.ts', "export { a, type B } from './a.ts';")).toEqual([]);
  expect(at('vitest.config.ts', 'export default {};')).toEqual([]);
});
