import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { packageOrderRule } from './package-order.ts';

const client = "import { createClient } from '@agog/deliverables-core';";

test('refuses an import against the order, and a package without a place in it', () => {
  const repository = createRepository({
    'packages/core/src/a.ts': "import { memory } from '@agog/deliverables-embedded/memory';",
    'packages/reading/src/b.ts': `${client}\nexport type { Flow } from '@agog/deliverables-workflow';`,
    'packages/surprise/src/c.ts': '',
  });
  expect(packageOrderRule.check(repository)).toEqual([
    {
      file: 'packages/core/src/a.ts',
      line: 1,
      message: 'core may not import embedded, only no other package',
    },
    {
      file: 'packages/reading/src/b.ts',
      line: 2,
      message: 'reading may not import workflow, only core',
    },
    {
      file: 'packages/surprise/src/c.ts',
      line: 1,
      message: 'packages/surprise has no place in the order; give it one in order.ts',
    },
  ]);
});

test('accepts the arrows of the order, and the suite in a test', () => {
  const repository = createRepository({
    'packages/embedded/src/a.ts': client,
    'packages/embedded/src/a.test.ts': "import {} from '@agog/deliverables-conformance/vitest';",
    'packages/cli/src/b.ts': "import { createReader } from '@agog/deliverables-reading';",
  });
  expect(packageOrderRule.check(repository)).toEqual([]);
});
