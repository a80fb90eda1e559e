import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { roomOrderRule } from './room-order.ts';

test('refuses an import of a later room or an entry, and a room that is not in the order', () => {
  const repository = createRepository({
    'packages/core/src/bytes/a.ts': "import { b } from '../report/b.ts';",
    'packages/core/src/report/b.ts': "import { c } from '../index.ts';",
    'packages/core/src/attic/c.ts': '',
    'packages/reading/src/document/d.ts': "import { e } from '../reader/e.ts';",
  });
  expect(roomOrderRule.check(repository).map(({ message }) => message)).toEqual([
    'attic is not a room; the rooms stand in order.ts',
    'bytes may not import report, which comes later',
    'report may not import an entry, which comes later',
    'document may not import reader, which comes later',
  ]);
});

test('accepts imports of the same and of earlier rooms, and everything in an entry or a test', () => {
  const repository = createRepository({
    'packages/core/src/client/a.ts': "import { b } from '../report/b.ts';",
    'packages/core/src/client/c.ts': "import { a } from './a.ts';",
    'packages/core/src/index.ts': "export { a } from './client/a.ts';",
    'packages/core/src/report/b.ts': '',
    'packages/core/src/report/b.test.ts': "import { a } from '../client/a.ts';",
  });
  expect(roomOrderRule.check(repository)).toEqual([]);
});
