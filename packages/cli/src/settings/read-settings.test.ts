import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeliverablesError } from '@agog/deliverables-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../temporary-folder.fixture.ts';
import { checkConfiguration } from './check-configuration.ts';
import { readSettings } from './read-settings.ts';

const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());
const root = folder.path;
const standard = `sqlite:${join(root, '.agog', 'deliverables.db')}`;
const read = (
  environment: Readonly<Record<string, string>> = {},
  options: { readonly url?: string; readonly config?: string } = {},
  at = root,
) => readSettings({ environment, folder: at }, options);

describe('which store counts', () => {
  const inner = join(root, 'a', 'b');
  beforeAll(() => {
    mkdirSync(inner, { recursive: true });
    folder.write('a/agog.config.json', JSON.stringify({ url: 'sqlite:data/x.db' }));
  });
  test.each([
    [
      'the option',
      { AGOG_URL: 'memory:' },
      { url: 'sqlite:o.db' },
      inner,
      'option',
      `sqlite:${inner}/o.db`,
    ],
    [
      'the environment',
      { AGOG_URL: 'sqlite:e.db' },
      {},
      inner,
      'environment',
      `sqlite:${inner}/e.db`,
    ],
    [
      'the home folder',
      { AGOG_URL: 'sqlite:~/e.db', HOME: '/h' },
      {},
      inner,
      'environment',
      'sqlite:/h/e.db',
    ],
    ['a configuration above', {}, {}, inner, 'configuration', `sqlite:${root}/a/data/x.db`],
    [
      'one that is named',
      {},
      { config: 'a/agog.config.json' },
      root,
      'configuration',
      `sqlite:${root}/a/data/x.db`,
    ],
    ['the default', { AGOG_URL: '' }, {}, root, 'default', standard],
  ] as const)('%s', async (_, environment, options, at, source, url) => {
    const settings = await read(environment, options, at);
    expect(settings).toMatchObject({ source, url, shownUrl: url });
    expect(settings.considered.filter(({ used }) => used)).toMatchObject([{ source }]);
    expect(settings.reason).toMatch(/\.$/);
  });
});

describe('worktrees of Git', () => {
  const git = (name: string, content: string) => folder.write(name, content);
  beforeAll(() => {
    git('main/.git/HEAD', 'ref: refs/heads/main');
    git('main/.git/worktrees/w/commondir', '../..\n');
    git('w/.git', `gitdir: ${root}/main/.git/worktrees/w\n`);
    git('w/src/x', '');
    git('bare.git/worktrees/v/commondir', '../..');
    git('v/.git', 'gitdir: ../bare.git/worktrees/v');
    git('main/.git/modules/s/HEAD', '');
    git('main/s/.git', 'gitdir: ../.git/modules/s');
    git('w/p/agog.config.json', JSON.stringify({ url: 'sqlite:x.db' }));
  });
  test.each([
    ['the main one', 'main', 'main/.agog/deliverables.db'],
    ['a linked one', 'w', 'main/.agog/deliverables.db'],
    ['a folder in a linked one', 'w/src', 'main/.agog/deliverables.db'],
    ['one of a bare repository', 'v', 'bare.git/.agog/deliverables.db'],
    ['a submodule, which is a repository of its own', 'main/s', 'main/s/.agog/deliverables.db'],
    ['a configuration with a relative path', 'w/p', 'main/p/x.db'],
  ])('%s', async (_, at, path) => {
    expect((await read({}, {}, join(root, at))).url).toBe(`sqlite:${join(root, path)}`);
  });
});

describe('secrets', () => {
  test.each([
    ['user and password', 'nats://u:sw%40rd@h:1', 'nats://***@h:1'],
    ['a token', 'tls://sw@h', 'tls://***@h'],
    ['a password that is not encoded', 'nats://u:s/w@x@h:1', 'nats://***@h:1'],
    ['several servers', 'nats://u:pw@h1,nats://u:pw@h2', 'nats://***@h2'],
  ])('%s in AGOG_URL', async (_, url, shown) => {
    const settings = await read({ AGOG_URL: url });
    expect(settings.shownUrl).toBe(shown);
    expect(JSON.stringify(settings.considered)).not.toMatch(/sw|pw|s\/w/);
  });

  test('come from files that the configuration names, and from the environment before them', async () => {
    folder.write(
      'secrets/agog.config.json',
      JSON.stringify({ url: 'nats://h', credentials: { tokenFile: 't' } }),
    );
    folder.write('secrets/t', 'hush\n');
    const at = join(root, 'secrets');
    expect(await read({}, {}, at)).toMatchObject({
      credentials: { token: 'hush' },
      secrets: ['hush'],
    });
    const other = await read({ AGOG_USER: 'u', AGOG_PASSWORD: 'p' }, {}, at);
    expect(other).toMatchObject({ credentials: { user: 'u', password: 'p' }, secrets: ['p'] });
    expect(other.credentials.token).toBeUndefined();
  });

  test('are refused on the command line', async () => {
    await expect(read({}, { url: 'nats://u:swordfish@h' })).rejects.toThrow(/every user/);
  });
});

describe('agog.config.json', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../agog.config.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv2020({ strict: true }).compile(schema);
  const agent = { stream: 'features_docs', taskTypes: ['docs'], purpose: 'Documents' };
  test.each([
    [true, {}],
    [true, { $schema: 'x', url: 'nats://h:4222', prefix: 'acme', tls: { caFile: 'ca.pem' } }],
    [true, { roster: { dora: agent, roy: { ...agent, stream: 'x', limits: { maxAge: null } } } }],
    [true, { credentials: { credsFile: 'roy.creds', allowInsecurePassword: true } }],
    [true, { credentials: { user: 'roy', inboxPrefix: '_INBOX_roy', apiPrefix: 'agog.api' } }],
    [false, { credentials: { inboxPrefix: 1 } }],
    [false, []],
    [false, { urll: 'nats://h' }],
    [false, { url: '' }],
    [false, { url: 'nats://u:hush@h' }],
    [false, { password: 'hush' }],
    [false, { credentials: { token: 'hush' } }],
    [false, { credentials: { credsFile: 3 } }],
    [false, { tls: true }],
    [false, { prefix: 'a b' }],
    [false, { roster: {} }],
    [false, { roster: { dora: 'features_docs' } }],
    [false, { roster: { dora: { stream: 'x' } } }],
    [false, { roster: { dora: { ...agent, streams: 'x' } } }],
    [false, { roster: { dora: { ...agent, taskTypes: [] } } }],
    [false, { roster: { dora: { ...agent, limits: { maxAges: 1 } } } }],
  ])('%s: %j', async (valid, configuration) => {
    expect(validate(configuration)).toBe(valid);
    const path = join(root, 'checked.json');
    writeFileSync(path, JSON.stringify(configuration));
    const reading = read({}, { config: path });
    if (valid) return expect(await reading).toMatchObject({ configurationFile: path });
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(DeliverablesError.isInstance(error)).toBe(true);
    expect(String(error)).not.toContain('hush');
  });

  test('that is no JSON is not repeated', () => {
    folder.write('broken/agog.config.json', '{\n  "password": "hush" // x\n}');
    return expect(read({}, {}, join(root, 'broken'))).rejects.toThrow(/JSON: line 2, column 22\.$/);
  });

  test('may begin with a byte order mark', async () => {
    folder.write('marked/agog.config.json', '\uFEFF{ "url": "memory:" }');
    expect(await read({}, {}, join(root, 'marked'))).toMatchObject({ url: 'memory:' });
  });

  test('whose URL is none says where that stands', async () => {
    const error = await read({ AGOG_URL: 'http://hush@h' }).catch((thrown: unknown) => thrown);
    expect(DeliverablesError.from(error).hint).toMatch(/AGOG_URL\.$/);
    expect(String(error)).not.toContain('hush');
  });

  test('names what it takes', () => {
    expect(() => checkConfiguration({ roaster: {} }, 'x.json')).toThrow('"roaster"');
  });
});
