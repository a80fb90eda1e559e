import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { provideServer, startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const json = (text: string) => JSON.parse(text).data;

test('a server: init, doctor, an agent more, and what a plan would do', async () => {
  await using server = await startServer({ user: 'agog', password: 's3cret-word' });
  using folder = makeFolder();
  const environment = { AGOG_USER: 'agog', AGOG_PASSWORD: 's3cret-word' };
  const agog = (...words: string[]) => folder.agog(words, { environment });

  const first = await agog('init', '--url', server.url);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Made 7 streams of 7.');
  // The configuration remembers the server, and nobody's password.
  const looked = await agog('doctor', '--monitor-url', server.monitorUrl, '--json');
  expect(json(looked.stdout)).toMatchObject({
    settings: { source: 'configuration', store: server.url, credentials: ['user', 'password'] },
  });
  expect(looked.code).toBe(1);
  const found = json(looked.stdout).findings.map(({ id }: { id: string }) => id);
  expect(found).toContain('sync_interval');
  expect(looked.stdout).not.toContain('s3cret-word');

  const added = await agog('agent', 'add', 'berry', '--type', 'devops');
  expect(added.stdout).toContain('agog_features_devops  created');
  expect((await agog('plan')).code).toBe(0);
  const prefixed = await folder.agog(['plan', '--config', 'other.json'], { environment });
  expect(prefixed.code).toBe(2);
  folder.write('other.json', JSON.stringify({ url: server.url, prefix: 'acme' }));
  const other = await agog('plan', '--config', 'other.json', '--json');
  expect(other.code).toBe(1);
  expect(json(other.stdout).steps.map(({ action }: { action: string }) => action)).toEqual(
    Array(7).fill('create'),
  );
  const applied = await agog('apply', '--config', 'other.json', '--json');
  expect(json(applied.stdout).complete).toBe(true);

  const published = await folder.agog(publishing('berry', 'REQ-1', '--summary', 'Done'), {
    environment,
    input: '# Ready\n',
  });
  expect(published.code).toBe(0);
  expect((await agog('migrate', 'sqlite:copy.db')).code).toBe(0);
  const copied = await folder.agog(['get', 'berry', 'REQ-1', '--url', 'sqlite:copy.db']);
  expect(copied.stdout).toBe('# Ready\n');

  const secured = ['doctor', '--url', server.url.replace('nats:', 'tls:')];
  expect(await folder.agog(secured, { environment })).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('tls_mismatch'),
  });
  const refused = await folder.agog(['doctor'], {
    environment: { AGOG_USER: 'agog', AGOG_PASSWORD: 'wrong-word' },
  });
  expect(refused).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('credentials_refused'),
  });
  expect(refused.stdout + refused.stderr).not.toContain('wrong-word');
});

test.each(['allow-lists', 'accounts'])('a server takes the permissions by %s', async (strength) => {
  using folder = makeFolder();
  const words = ['permissions', '--strength', strength];
  const written = await folder.agog([...words, '--out', 'roles.conf']);
  expect(written.code).toBe(0);
  expect((await folder.agog([...words, '--out', 'roles.conf'])).code).toBe(2);
  folder.write('server.conf', 'jetstream {}\ninclude roles.conf\n');
  const { stdout } = await folder.agog([...words, '--json']);
  const users: string[] = json(stdout).roles.map(
    ({ connect }: { connect: { user: string } }) => connect.user,
  );
  expect(users).toHaveLength(9);
  const passwords = users.map((user) => [
    `${user.toUpperCase().replaceAll('-', '_')}_PASSWORD`,
    '"word"',
  ]);
  const binary = await provideServer();
  const { stderr } = await promisify(execFile)(
    binary,
    ['-t', '-c', join(folder.path, 'server.conf')],
    {
      env: Object.fromEntries(passwords),
    },
  );
  expect(stderr).toContain('is valid');
});
