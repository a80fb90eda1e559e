import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

/** The words of a command line as a shell would have them: quotes hold a word together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

test('an agent that has only this text reads, publishes and finishes', async () => {
  using folder = makeFolder();
  const research =
    '# Research\n\n## Findings\n\nUse trigrams.\n\n## Sources\n\n### Papers\n\nTwo.\n';
  const before = publishing('sylvia', 'REQ-1', '--summary', 'Researched');
  await folder.agog(before, { input: research });

  const { code, stdout: text } = await folder.agog(['prompt', 'roy', 'REQ-1']);
  expect(code).toBe(0);
  const lines = [...text.matchAll(/agog [a-z]+ [^\n]*(?=\n|$)/g)].map(([line]) => line.trim());
  expect(lines.map((line) => line.split(' ')[1])).toEqual([
    'chain',
    'search',
    'get',
    'get',
    'get',
    'wait',
    'publish',
  ]);
  folder.write('REPORT.md', '# Backend\n\n## Done\n\nTrigrams are in.\n');
  for (const line of lines) {
    const words = wordsOf(line).slice(1);
    const answer = await folder.agog(words);
    expect(answer, line).toMatchObject({ code: 0 });
    if (words[0] === 'get') expect(answer.stdout, line).toMatch(/Sources|Papers/);
    if (words[0] !== 'publish') continue;
    // What it is to answer with: one line, and nothing else.
    expect(answer.stdout).toMatch(/^\{.*\}\n$/);
    const verified = await folder.agog(['notice', 'verify'], { input: answer.stdout });
    expect(verified.code).toBe(0);
  }
  expect((await folder.agog(['get', 'roy', 'REQ-1'])).stdout).toContain('Trigrams are in.');
});

test('a store that was named by hand is named in the text, and its password never', async () => {
  using folder = makeFolder();
  const prompt = async (words: readonly string[], environment = {}) =>
    (await folder.agog(['prompt', 'roy', 'REQ-1', ...words], { environment })).stdout;
  const named = await prompt(['--url', "sqlite:it's here.db"]);
  const url = `'sqlite:${folder.path}/it'\\''s here.db'`;
  expect(named).toContain(`\n\n0. In every new shell first: export AGOG_URL=${url}\n1. See`);
  expect(await prompt([], { AGOG_URL: 'nats://h:1' })).toContain('export AGOG_URL=nats://h:1\n');
  const hidden = await prompt([], { AGOG_URL: 'nats://roy:hush@h:1' });
  expect(hidden).toContain('AGOG_URL is the store, nats://***@h:1');
  expect(hidden).not.toContain('hush');
  folder.write('other.json', '{}');
  expect(await prompt(['--config', 'other.json'])).toContain(`--config ${folder.path}/other.json`);
  expect(await prompt([])).not.toContain('0. ');
});

test('a name that nobody has is refused', async () => {
  using folder = makeFolder();
  expect((await folder.agog(['prompt', 'ray', 'REQ-1'])).stderr).toContain('Did you mean "roy"?');
  expect((await folder.agog(['prompt', 'roy', 'a b'])).code).toBe(2);
});
