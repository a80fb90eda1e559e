import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

test('savings of the run that there is, of one that is named, and a list of several', async () => {
  using folder = makeFolder();
  const savings = (...words: readonly string[]) => folder.agog(['savings', ...words]);
  const none = await savings();
  expect(none).toMatchObject({ code: 1, stdout: '' });
  expect(none.stderr).toContain('AGOG_RUN');
  expect(existsSync(join(folder.path, '.agog'))).toBe(false);

  const publish = (run: string, feature: string) =>
    folder.agog(publishing('roy', feature, '--summary', 'Done'), {
      environment: { AGOG_RUN: run, AGOG_AGENT: 'roy' },
      input: '# API',
    });
  await publish('run-1', 'REQ-1');
  const only = await savings();
  expect(only).toMatchObject({ code: 0, stderr: '' });
  expect(only.stdout).toMatch(/^Run run-1: 1 entry,/);
  expect(only.stdout).toContain('end to end');
  expect((await savings('run-2')).code).toBe(1);

  await publish('run-2', 'REQ-2');
  const { data } = JSON.parse((await savings('--json')).stdout);
  expect(data).toMatchObject([
    { run: 'run-2', features: ['REQ-2'] },
    { run: 'run-1', features: ['REQ-1'] },
  ]);
  expect(JSON.parse((await savings('run-1', '--json')).stdout).data).toMatchObject({ entries: 1 });
});
