import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { noDrawersRule } from './no-drawers.ts';

const check = (path: string) => noDrawersRule.check(createRepository({ [path]: '' }));

test.each([
  'packages/core/src/utils/a.ts',
  'packages/core/src/report/types.ts',
  'packages/core/src/Report.ts',
  'packages/core/src/report_head.ts',
])('refuses %s', (path) => {
  expect(check(path)).toHaveLength(1);
});

test.each([
  'packages/core/src/report/report-head.ts',
  'packages/core/src/report/report-head.test-d.ts',
  'docs/README.md',
])('accepts %s', (path) => {
  expect(check(path)).toEqual([]);
});
