import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { fileLengthRule } from './file-length.ts';

const lines = (count: number) => 'let a;\n'.repeat(count);

test('refuses the 251st line', () => {
  const repository = createRepository({ 'tools/x/a.mjs': lines(251) });
  const message = '251 lines, and 250 is the most; split it by step, not by kind';
  expect(fileLengthRule.check(repository)).toEqual([{ file: 'tools/x/a.mjs', line: 251, message }]);
});

test('accepts 250 lines of code, and more of anything else', () => {
  const repository = createRepository({ 'tools/x/a.ts': lines(250), 'docs/a.md': lines(300) });
  expect(fileLengthRule.check(repository)).toEqual([]);
});
