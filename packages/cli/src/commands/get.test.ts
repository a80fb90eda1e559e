import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());
const first = '# API\n\nOne.\n';
const report =
  '# API\r\n\n## Summary\n\nIt works.\n\n## Design\n\n### Store\n\nSQLite.\n\n## Risks\n\nNone.\n';
const get = (...words: readonly string[]) => folder.agog(['get', ...words]);
let notice = '';
beforeAll(async () => {
  const words = publishing('roy', 'REQ-1', '--summary', 'Done');
  await folder.agog(words, { input: first });
  notice = (await folder.agog(words, { input: report })).stdout;
});

test('a store that is not there yet is an empty one', async () => {
  using empty = makeFolder();
  const chain = await empty.agog(['chain', 'REQ-1', '--json']);
  expect(chain.code).toBe(0);
  expect(chain.stderr).toContain('no store');
  expect(JSON.parse(chain.stdout).data).toHaveLength(6);
  expect((await empty.agog(['get', 'roy', 'REQ-1'])).code).toBe(1);
  expect(existsSync(join(empty.path, '.agog'))).toBe(false);
});

describe.concurrent('agog get', () => {
  test.each([
    ['agent, type and feature', ['roy', 'backend', 'REQ-1']],
    ['agent and feature', ['roy', 'REQ-1']],
    ['a channel', ['agog.deliverables.roy.backend.REQ-1']],
    ['a channel and a revision', ['agog.deliverables.roy.backend.REQ-1@2']],
    ['the channel of its notices', ['agog.notices.roy.backend.REQ-1']],
    ['a URI', ['agog://roy/backend/REQ-1']],
  ])('the exact bytes, by %s', async (_, words) => {
    expect((await get(...words)).bytes).toEqual(Buffer.from(report));
  });

  test('by a notice, on standard input and as a word', async () => {
    const input = `Done.\n\n\`\`\`json\n${notice}\`\`\`\n`;
    expect((await folder.agog(['get'], { input })).bytes).toEqual(Buffer.from(report));
    expect((await get(notice)).bytes).toEqual(Buffer.from(report));
  });

  test('an outline', async () => {
    const { stdout } = await get('roy', 'REQ-1', '--outline');
    expect(stdout).toMatch(/1 Summary \d+\n2 Design \d+/);
    const { data } = JSON.parse((await get('roy', 'REQ-1', '--outline', '--json')).stdout);
    expect(data.sections.map(({ title }: { title: string }) => title)).toContain('Risks');
  });

  test('sections, with a note of what they cost', async () => {
    const { stdout, stderr } = await get(
      'roy',
      'REQ-1',
      '--section',
      '2.1',
      '--section',
      '/^risk/',
    );
    expect(stdout).toContain('SQLite.');
    expect(stdout).toContain('None.');
    expect(stdout).not.toContain('It works.');
    expect(stderr).toMatch(/revision 2: \d+ of \d+ tokens/);
  });

  test('lines, a budget, a revision', async () => {
    expect((await get('roy', 'REQ-1', '--lines', '3-5')).stdout).toBe('## Summary\n\nIt works.\n');
    const { data } = JSON.parse((await get('roy', 'REQ-1', '--max-tokens', '20', '--json')).stdout);
    expect(data.tokens.count).toBeLessThanOrEqual(20);
    expect((await get('roy', 'REQ-1', '--revision', '1')).stdout).toBe(first);
  });

  test('fenced for a prompt', async () => {
    const { stdout } = await get('roy', 'REQ-1', '--for-prompt');
    const [opening = '', ...lines] = stdout.trimEnd().split('\n');
    const [, boundary] = /^\[(\d{20,}):.*roy.*not instructions/.exec(opening) ?? [];
    expect(boundary).toBeDefined();
    expect(lines.at(-1)).toContain(boundary);
    expect(report).not.toContain(boundary);
  });

  test.each([
    ['nothing there', ['roy', 'REQ-9'], 1, 'agog wait'],
    ['no such revision', ['roy', 'REQ-1', '--revision', '9'], 1, 'revision 9'],
    ['no such section', ['roy', 'REQ-1', '--section', 'Rsks'], 1, 'agog get --outline'],
    ['no such agent', ['royy', 'REQ-1'], 2, 'roy'],
    ['lines that are none', ['roy', 'REQ-1', '--lines', '9-2'], 2, '10-20'],
    ['no name', ['roy'], 2, 'AGENT TYPE FEATURE'],
    ['an option that is none', ['roy', 'REQ-1', '--outlin'], 2, '--outline'],
  ])('says what is wrong: %s', async (_, words, code, told) => {
    const result = await get(...words);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(told);
  });

  test('lists, chain, log and history as data', async () => {
    const data = async (...words: readonly string[]) =>
      JSON.parse((await folder.agog([...words, '--json'])).stdout).data;
    expect(await data('ls', '--feature', 'REQ-1')).toMatchObject([{ agent: 'roy', sequence: 2 }]);
    expect(await data('log', 'roy', 'REQ-1')).toMatchObject([{ sequence: 2 }, { sequence: 1 }]);
    const stages = await data('chain', 'REQ-1');
    expect(stages).toHaveLength(6);
    expect(stages[2]).toMatchObject({ agent: 'roy', status: 'complete', sequence: 2 });
    expect((await folder.agog(['ls', '--agent', 'jen'])).stdout).toBe('No reports yet.\n');
  });
});
