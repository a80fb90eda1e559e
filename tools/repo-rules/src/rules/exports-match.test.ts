import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { exportsMatchRule } from './exports-match.ts';

const conditions = {
  '@agog/source': './src/memory.ts',
  types: './dist/memory.d.ts',
  default: './dist/memory.js',
};
const manifest = (entry: Record<string, string>) =>
  JSON.stringify({ exports: { './memory': entry, './package.json': './package.json' } });
const good = {
  'packages/embedded/package.json': manifest(conditions),
  'packages/embedded/tsup.config.ts': "definePackageBuild({ entries: ['memory'] })",
  'packages/embedded/src/memory.ts': '',
};
const check = (changes: Record<string, string>) =>
  exportsMatchRule.check(createRepository({ ...good, ...changes })).map(({ message }) => message);

test('refuses an entry without a source, with other conditions, or that nothing builds', () => {
  const elsewhere = { ...conditions, '@agog/source': './src/gone.ts' };
  expect(check({ 'packages/embedded/package.json': manifest(elsewhere) })).toEqual([
    './memory: @agog/source has to lead to a file right under src',
  ]);
  const late = Object.fromEntries(Object.entries(conditions).reverse());
  expect(check({ 'packages/embedded/package.json': manifest(late) })).toEqual([
    './memory: the conditions are @agog/source, types, default, for memory, in this order',
  ]);
  expect(check({ 'packages/embedded/tsup.config.ts': '' })).toEqual([
    './memory: tsup.config.ts does not build memory',
  ]);
});

test('accepts an entry that is there in all three forms', () => {
  expect(check({})).toEqual([]);
});
