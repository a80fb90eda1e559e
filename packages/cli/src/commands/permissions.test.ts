import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '@agog-internal/nats-server';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());

interface ToldRole {
  readonly connect: {
    readonly user: string;
    readonly inboxPrefix: string;
    readonly apiPrefix: string;
  };
}

test.each(['accounts', 'allow-lists'])(
  'users of %s publish as themselves only',
  async (strength) => {
    const file = `${strength}.conf`;
    const made = await folder.agog([
      'permissions',
      '--strength',
      strength,
      '--out',
      file,
      '--json',
    ]);
    const roles: readonly ToldRole[] = JSON.parse(made.stdout).data.roles;
    const config = readFileSync(join(folder.path, file), 'utf8');
    const variables = Object.fromEntries(
      [...config.matchAll(/password: \$(\w+)/g)].map(([, name]) => [name, '"hush-1"']),
    );
    await using server = await startServer({
      config,
      environment: { ...process.env, ...variables },
    });
    const enter = (name: string, url = server.url) => {
      const connect = roles.find(({ connect: { user } }) => user === name)?.connect;
      const environment = {
        AGOG_URL: url,
        AGOG_USER: name,
        AGOG_PASSWORD: 'hush-1',
        NATS_INBOX_PREFIX: connect?.inboxPrefix ?? '',
        NATS_API_PREFIX: connect?.apiPrefix ?? '',
      };
      return (words: readonly string[], input = '') => folder.agog(words, { environment, input });
    };
    const admin = enter('agog-admin');
    expect(await admin(['init'])).toMatchObject({ code: 0 });
    expect((await admin(['doctor'])).code).toBe(0);
    const roy = enter('agog-agent-roy');
    const words = publishing('roy', 'REQ-1', '--summary', 'Done');
    expect(await roy(words, '# API')).toMatchObject({ code: 0 });
    expect(await roy(['wait', 'roy', 'REQ-1', '--timeout', '5s'])).toMatchObject({ code: 0 });
    expect(await roy(['doctor', '--role', 'roy', '--json'])).toMatchObject({ code: 0 });
    const jen = enter('agog-agent-jen', server.websocketUrl);
    expect(await jen(['get', 'roy', 'REQ-1'])).toMatchObject({ code: 0, stdout: '# API' });

    const forged = await roy(
      [...publishing('jen', 'REQ-1', '--summary', 'Done'), '--json'],
      '# UI',
    );
    expect(forged.code).toBe(3);
    expect(JSON.parse(forged.stdout).error.code).toBe('permission_denied');
    // The same from the configuration, for whoever keeps it there.
    const { user, ...prefixes } = roles[2]?.connect ?? { user: '' };
    folder.write('.hush', 'hush-1\n');
    const credentials = { user, passwordFile: '.hush', ...prefixes };
    folder.write('roy.json', JSON.stringify({ url: server.url, credentials }));
    const listed = await folder.agog(['ls', '--config', 'roy.json', '--json']);
    expect(JSON.parse(listed.stdout).data).toHaveLength(1);
  },
);
