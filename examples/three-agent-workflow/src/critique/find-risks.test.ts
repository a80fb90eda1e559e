import { describe, expect, it } from 'vitest';
import { makeTree } from '../source-tree/tree.fixture.ts';
import { findRisks, type Risks } from './find-risks.ts';
import { recountTree } from './recount-tree.ts';

async function risksOf(files: Readonly<Record<string, string>>): Promise<Risks> {
  await using tree = await makeTree(files);
  return findRisks(await recountTree(tree.folder, new AbortController().signal));
}

describe('risks', () => {
  it('finds circles of any length, each once', async () => {
    const { cycles } = await risksOf({
      'a.ts': "import './b';",
      'b.ts': "import './c'; import './d';",
      'c.ts': "import './a';",
      'd.ts': "import './e';",
      'e.ts': "require('./d');",
      'f.ts': "import './a'; import './f';",
    });
    expect(cycles).toEqual([
      ['a.ts', 'b.ts', 'c.ts'],
      ['d.ts', 'e.ts'],
    ]);
  });

  it('takes no circle of types for one', async () => {
    const { cycles } = await risksOf({
      'a.ts': "import type { B } from './b.ts'; export type A = B;",
      'b.ts': "import './a.ts'; export type B = 1;",
    });
    expect(cycles).toEqual([]);
  });

  it('finds what others lean on without a test', async () => {
    const { unguarded, concentration } = await risksOf({
      'leaf.ts': 'export const leaf = () => 1;\n',
      'kept.ts': 'export const kept = () => 1;\n',
      'kept.test.ts': "import './kept.ts';\n",
      'x.ts': "import './leaf.ts';\nimport './kept.ts';\n",
      'y.ts': "import './leaf.ts';\nimport './kept.ts';\n",
    });
    expect(unguarded).toEqual([{ path: 'leaf.ts', importers: 2, lines: 1 }]);
    expect(concentration).toBe(100);
  });
});
