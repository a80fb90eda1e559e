import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { noCyclesRule } from './no-cycles.ts';

test('refuses files that import each other, also by types only', () => {
  const repository = createRepository({
    'tools/x/a.ts': "import { b } from './b.ts';",
    'tools/x/b.ts': "export { c } from './deep/c.ts';",
    'tools/x/deep/c.ts': "import 'node:fs';\nimport type { A } from '../a.ts';",
  });
  const cycle = 'tools/x/a.ts → tools/x/b.ts → tools/x/deep/c.ts → tools/x/a.ts';
  expect(noCyclesRule.check(repository)).toEqual([
    { file: 'tools/x/deep/c.ts', line: 2, message: `these files import each other: ${cycle}` },
  ]);
});

test('accepts a file that several others import', () => {
  const repository = createRepository({
    'tools/x/a.ts': "import { b } from './b.ts'; import { c } from './c.ts';",
    'tools/x/b.ts': "import { c } from './c.ts';",
    'tools/x/c.ts': '',
  });
  expect(noCyclesRule.check(repository)).toEqual([]);
});
