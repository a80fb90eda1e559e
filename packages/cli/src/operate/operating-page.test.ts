import { readFileSync } from 'node:fs';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const page = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8');

/** What the page has people type, without what it says beside it. */
const commands = [...page.matchAll(/^agog ([^#\n]+)/gm)].map(([, words = '']) => words.trim());

test('agog takes every command of docs/operating.md', async () => {
  await using server = await startServer();
  using folder = makeFolder();
  await folder.agog(['init']);
  await folder.agog(publishing('roy', 'REQ-1', '--summary', 'Done'), { input: '# Ready\n' });
  expect(commands).toHaveLength(5);
  for (const command of commands) {
    // Without following, which would never end by itself.
    const here = command.replace(/nats:\S+/, server.url).replace(' --follow', '');
    expect(await folder.agog(here.split(/\s+/))).toMatchObject({ code: 0, stderr: '' });
  }
  const moved = await folder.agog(['get', 'roy', 'REQ-1', '--url', server.url]);
  expect(moved.stdout).toBe('# Ready\n');
});
