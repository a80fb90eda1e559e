import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const json = (text: string) => JSON.parse(text).data;

test('a folder is imported, its revisions in order, and again with nothing new', async () => {
  using folder = makeFolder();
  folder.write('in/CYNTHIA_RESEARCH_REQ-1.md', '# One\n');
  folder.write('in/CYNTHIA_RESEARCH_REQ-1_v2.md', '# Two\n');
  folder.write('in/CYNTHIA_RESEARCH_REQ-1_v3.md', '# One\n');
  folder.write('in/REQ-1/ROY.md', '**Agent:** Roy\n\n# Done\n');
  folder.write('in/roy-backend-REQ-2.md', '**Agent:** Jen\n');
  folder.write('in/jen-frontend-REQ-2.md', '');

  const dry = await folder.agog(['import', 'in', '--dry-run']);
  expect(dry.code).toBe(0);
  expect(dry.stdout).toContain(
    '4 to publish, 0 in the store already, 0 failed, 2 skipped (1 of them empty).',
  );
  expect(dry.stdout).toContain('ambiguous agent: roy by its name, jen by its text');
  expect((await folder.agog(['ls'])).stderr).toContain('no store');

  const first = await folder.agog(['import', 'in', '--json']);
  expect(first.code).toBe(0);
  const { reports, skipped } = json(first.stdout);
  expect(
    reports.map(({ file, outcome, sequence }: Record<string, unknown>) => [
      file,
      outcome,
      sequence,
    ]),
  ).toEqual([
    ['CYNTHIA_RESEARCH_REQ-1.md', 'published', 1],
    ['CYNTHIA_RESEARCH_REQ-1_v2.md', 'published', 2],
    ['CYNTHIA_RESEARCH_REQ-1_v3.md', 'published', 3],
    ['REQ-1/ROY.md', 'published', 1],
  ]);
  expect(skipped).toContainEqual({ file: 'jen-frontend-REQ-2.md', reason: 'empty' });
  expect((await folder.agog(['get', 'roy', 'REQ-1'])).stdout).toBe('**Agent:** Roy\n\n# Done\n');

  // What an agent published since then stays the latest.
  await folder.agog(publishing('roy', 'REQ-1', '--summary', 'More'), { input: '# More' });
  const again = await folder.agog(['import', 'in']);
  expect(again.stdout).toContain('0 published, 4 in the store already');
  expect((await folder.agog(['get', 'roy', 'REQ-1'])).stdout).toBe('# More');

  folder.write('in/REQ-1/ROY_v2.md', '# Again\n');
  rmSync(join(folder.path, 'in/CYNTHIA_RESEARCH_REQ-1_v3.md'));
  expect((await folder.agog(['import', 'in'])).stdout).toContain('1 published, 3 in the store');
});

test('what cannot be imported is said', async () => {
  using folder = makeFolder();
  folder.write('in/README.md', '# Read me');
  expect(await folder.agog(['import', 'nowhere'])).toMatchObject({ code: 2, stdout: '' });
  expect((await folder.agog(['import', 'in'])).code).toBe(1);
  folder.write('in/roy-backend-REQ-1.md', '# One');
  const down = await folder.agog(['import', 'in', '--url', 'nats://127.0.0.1:1']);
  expect(down).toMatchObject({ code: 3, stdout: '' });
});
