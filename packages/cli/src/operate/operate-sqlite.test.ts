import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const json = (text: string) => JSON.parse(text).data;

test('init writes the configuration, the store and the streams, once', async () => {
  using folder = makeFolder();
  const before = await folder.agog(['plan', '--json']);
  expect(before.code).toBe(1);
  expect(json(before.stdout).steps).toHaveLength(7);
  expect(existsSync(join(folder.path, '.agog'))).toBe(false);

  const first = await folder.agog(['init']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Made 7 streams of 7.');
  expect(readFileSync(join(folder.path, '.agog/.gitignore'), 'utf8')).toBe('*\n');
  const configuration = await readFile(join(folder.path, 'agog.config.json'), 'utf8');
  expect(Object.keys(JSON.parse(configuration).roster)).toHaveLength(6);

  const again = await folder.agog(['init', '--json']);
  expect(json(again.stdout)).toMatchObject({ configurationCreated: false, storeCreated: false });
  expect(await readFile(join(folder.path, 'agog.config.json'), 'utf8')).toBe(configuration);
  expect((await folder.agog(['plan'])).code).toBe(0);
});

test('doctor says which store counts, and why', async () => {
  using folder = makeFolder();
  const none = await folder.agog(['doctor']);
  expect(none.code).toBe(3);
  expect(none.stdout).toContain('→ default: sqlite:');
  expect(none.stdout).toContain('agog init makes it');

  await writeFile(join(folder.path, 'agog.config.json'), '{ "url": "sqlite:by-file.db" }');
  await folder.agog(['init']);
  const found = await folder.agog(['doctor', '--json']);
  expect(found.code).toBe(0);
  expect(json(found.stdout)).toMatchObject({
    healthy: true,
    settings: { source: 'configuration', store: `sqlite:${join(folder.path, 'by-file.db')}` },
  });
  const environment = { AGOG_URL: 'nats://me:s3cret@localhost:1' };
  const named = await folder.agog(['doctor'], { environment });
  expect(named.code).toBe(3);
  expect(named.stdout).toContain('→ AGOG_URL: nats://');
  expect(named.stdout + named.stderr).not.toContain('s3cret');
});

test('agent add puts an agent into the roster and creates its stream, and leaves the rest of the file alone', async () => {
  using folder = makeFolder();
  const path = join(folder.path, 'agog.config.json');
  const text = `{\n\t"url":   "sqlite:a.db",\n\t"roster": {\n\t\t"ann": { "stream": "plans", "taskTypes": ["plan"], "purpose": "Plans" }\n\t}\n}\n`;
  await writeFile(path, text);
  const added = await folder.agog(['agent', 'add', 'berry', '--type', 'devops', 'audit']);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toContain('agog_features_devops  created');
  const after = await readFile(path, 'utf8');
  const [start = '', end = ''] = text.split('"Plans" }');
  expect(after.startsWith(start)).toBe(true);
  expect(after.endsWith(end)).toBe(true);
  expect(JSON.parse(after).roster.berry).toEqual({
    stream: 'features_devops',
    taskTypes: ['devops', 'audit'],
    purpose: 'Devops reports',
  });
  const listed = await folder.agog(['agent', 'ls', '--json']);
  expect(json(listed.stdout).map(({ agent }: { agent: string }) => agent)).toEqual([
    'ann',
    'berry',
  ]);
  const report = ['--agent', 'berry', '--type', 'audit', '--feature', 'REQ-1', '--summary', 'Done'];
  expect((await folder.agog(['publish', ...report], { input: '# Audit' })).code).toBe(0);

  for (const words of [
    ['berry', '--type', 'other'],
    ['be.rry', '--type', 'x'],
    ['carl', '--type', 'a b'],
    ['carl', '--type', 'x', '--stream', 'notices'],
  ]) {
    expect((await folder.agog(['agent', 'add', ...words])).code).toBe(2);
  }
  expect(await readFile(path, 'utf8')).toBe(after);
});

test('purge and delete ask, and remove what was agreed to', async () => {
  using folder = makeFolder();
  const publish = (feature: string, input: string) =>
    folder.agog(['publish', '--agent', 'roy', '--feature', feature, '--summary', 'Done'], {
      input,
    });
  await publish('REQ-1', 'one');
  await publish('REQ-1', 'two');
  await publish('REQ-2', 'three');
  const words = ['purge', '--feature', 'REQ-2'];
  expect(await folder.agog(words)).toMatchObject({ code: 2, stdout: '' });
  const refused = await folder.agog(words, { input: 'n\n' });
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nothing was removed'),
  });
  const purged = await folder.agog([...words, '--json'], { input: 'y\n' });
  expect(json(purged.stdout)).toMatchObject({ reports: 1, notices: 1 });
  expect((await folder.agog(['purge', '--yes'])).code).toBe(2);

  const one = ['delete', 'roy', 'REQ-1', '--yes'];
  expect((await folder.agog(one)).code).toBe(2);
  expect(await folder.agog([...one, '--revision', '1'])).toMatchObject({
    code: 0,
    stdout: 'Removed revision 1 of agog.deliverables.roy.backend.REQ-1.\n',
  });
  expect((await folder.agog([...one, '--revision', '1'])).code).toBe(1);
  const left = await folder.agog(['status', '--features', '--json']);
  expect(json(left.stdout)).toMatchObject([{ featureName: 'REQ-1', revisions: 1 }]);
});

test('a backup is proven, restored into an empty store, and not overwritten; migrate copies too', async () => {
  using folder = makeFolder();
  const publish = publishing('roy', 'REQ-1', '--summary', 'Done');
  await folder.agog(publish, { input: '# Search\n' });
  expect((await folder.agog(['backup', 'all.agog'])).code).toBe(0);
  expect((await folder.agog(['backup', 'all.agog'])).code).toBe(2);
  const restored = { environment: { AGOG_URL: 'sqlite:restored.db' } };
  expect((await folder.agog(['restore', 'all.agog'], restored)).code).toBe(0);
  expect((await folder.agog(['get', 'roy', 'REQ-1'], restored)).stdout).toBe('# Search\n');
  const migrated = await folder.agog(['migrate', 'sqlite:new.db', '--json']);
  expect(json(migrated.stdout).streams).toHaveLength(7);
  const there = await folder.agog(['get', 'roy', 'REQ-1', '--url', 'sqlite:new.db']);
  expect(there.stdout).toBe('# Search\n');

  const bytes = await readFile(join(folder.path, 'all.agog'));
  bytes[bytes.length - 40] = (bytes.at(-40) ?? 0) ^ 1;
  await writeFile(join(folder.path, 'bad.agog'), bytes);
  const bad = await folder.agog(['restore', 'bad.agog', '--check', '--json']);
  expect(bad.code).toBe(1);
  expect(json(bad.stdout).damage.code).toBe('integrity');
});
