import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());
const report =
  '# The API\r\n\r\n## Summary\n\nBuilt the API. It answers in 3 ms.\n\n## Détails\n\n…';
folder.write('ROY.md', report);
folder.write('ROY.bin', Uint8Array.of(1, 0, 255));
const fileOf = (feature: string, ...others: readonly string[]) =>
  publishing('roy', feature, '--file', 'ROY.md', ...others);
const summary = ['--summary', 'Built the API'];

describe.concurrent('agog publish', () => {
  test('a file, again, and again with a verdict', async () => {
    const first = await folder.agog(fileOf('REQ-1', ...summary, '--meta', 'a=b', '--meta', 'n:=3'));
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('is stored') });
    expect(first.stdout.split('\n')).toHaveLength(2);
    expect(first.bytes.length).toBeLessThanOrEqual(1024);
    const notice = JSON.parse(first.stdout);
    expect(notice).toMatchObject({ status: 'complete', summary: 'Built the API' });
    const got = await folder.agog(['get', 'roy', 'backend', 'REQ-1']);
    expect(got.bytes).toEqual(Buffer.from(report));

    const same = ['--meta', 'n:=3', '--meta', 'a=b'];
    const again = await folder.agog(fileOf('REQ-1', ...summary, ...same));
    expect(JSON.parse(again.stdout)).toEqual({ ...notice, duplicate: true });
    const judged = await folder.agog(
      fileOf('REQ-1', '--summary', 'Seen', '--verdict', 'approved', ...same),
    );
    expect(JSON.parse(judged.stdout)).toMatchObject({ sequence: 1, duplicate: true });
    const shown = await folder.agog(['notice', 'show', 'roy', 'REQ-1', '--json']);
    const { data } = JSON.parse(shown.stdout);
    expect(data).toMatchObject({ verdict: 'approved', summary: 'Seen', sequence: 1 });
    const log = await folder.agog(['log', 'roy', 'REQ-1', '--json']);
    expect(JSON.parse(log.stdout).data).toHaveLength(1);
  });

  test('standard input, without a summary', async () => {
    const { code, stdout } = await folder.agog(publishing('jen', 'REQ-2'), { input: report });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).summary).toBe('Built the API. It answers in 3 ms.');
  });

  test('a summary that the report gives always fits', async () => {
    const input = `# 報告\n\n${'実装は完了し、すべての試験に合格した。'.repeat(40)}`;
    const { code, bytes } = await folder.agog(publishing('priya', 'REQ-2'), { input });
    expect(code).toBe(0);
    expect(bytes.length).toBeLessThanOrEqual(1024);
  });

  test('work that stopped, without a report', async () => {
    const blocked = ['--status', 'blocked', '--blocker', 'no API', '--summary', 'Waiting'];
    const { code, stdout } = await folder.agog(publishing('billy', 'REQ-2', ...blocked));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'blocked', blockers: ['no API'] });
    expect((await folder.agog(['wait', 'billy', 'REQ-2'])).code).toBe(5);
  });

  test.each([
    ['an agent that is none', publishing('royy', 'X', '--file', 'ROY.md', ...summary), 'roy'],
    ['another type', fileOf('X', '--type', 'bakend', ...summary), 'backend'],
    ['a feature with a space', fileOf('REQ 1', ...summary), 'req-1'],
    ['no feature', ['publish', '--agent', 'roy'], '--feature'],
    ['a file that is none', publishing('roy', 'X', '--file', 'R.md', ...summary), 'R.md'],
    ['a long summary', fileOf('X', '--summary', 'word '.repeat(300)), 'summary'],
    ['metadata that is none', fileOf('X', ...summary, '--meta', 'a'), '--meta'],
    ['metadata twice', fileOf('X', ...summary, '--meta', 'a=1', '--meta', 'a=2'), '["one","two"]'],
    ['a folder', publishing('roy', 'X', '--file', '.', ...summary), 'it is a folder'],
    ['bytes that say nothing', publishing('roy', 'X', '--file', 'ROY.bin'), '--summary'],
    ['an empty report', publishing('roy', 'X', ...summary), 'The report is empty.'],
  ])('refuses %s, and keeps nothing', async (_, words, told) => {
    const { code, stdout, stderr } = await folder.agog(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });
});

test('without a place for the outbox it still publishes', async () => {
  using other = makeFolder();
  other.write('.agog', 'a file where a folder should be');
  const environment = { AGOG_URL: `sqlite:${join(other.path, 'x.db')}` };
  const words = publishing('roy', 'REQ-1', ...summary);
  const { code, stderr } = await other.agog(words, { environment, input: report });
  expect(code).toBe(0);
  expect(stderr).toContain('Without the outbox');
});

test('nothing is left in the outbox, and the folder is kept out of Git', () => {
  expect(readdirSync(join(folder.path, '.agog', 'outbox'))).toEqual([]);
  expect(existsSync(join(folder.path, '.agog', '.gitignore'))).toBe(true);
});
