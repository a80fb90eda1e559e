import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { brandedErrorsRule } from './branded-errors.ts';

test('refuses a built-in error in what is published, thrown or handed on', () => {
  const repository = createRepository({
    'packages/core/src/a.ts':
      "throw new TypeError('x');\nreject(new Error('y'));\nthrow Error('z');",
  });
  expect(brandedErrorsRule.check(repository)).toEqual([
    { file: 'packages/core/src/a.ts', line: 1, message: expect.stringContaining('TypeError') },
    { file: 'packages/core/src/a.ts', line: 2, message: expect.stringContaining('a Error') },
    { file: 'packages/core/src/a.ts', line: 3, message: expect.stringContaining('a Error') },
  ]);
});

test('accepts the own class, asking for a class, and any error in tests and tools', () => {
  const repository = createRepository({
    'packages/core/src/a.ts':
      "throw new DeliverablesError({}); error instanceof Error; // new Error('x')",
    'packages/core/src/a.test.ts': "throw new Error('x');",
    'tools/x/a.ts': "throw new Error('x');",
  });
  expect(brandedErrorsRule.check(repository)).toEqual([]);
});
