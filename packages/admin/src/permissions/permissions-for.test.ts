import { defaultRoster, defineRoster } from '@agog/deliverables-core';
import { startServer } from '@agog-internal/nats-server';
import { connect, nkeyAuthenticator, nkeys } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import type { Credential } from './credential.ts';
import { type PermissionOptions, permissionsFor } from './permissions-for.ts';

const strengths = ['allow-lists', 'accounts'] as const;

describe.each(strengths)('%s', (strength) => {
  test('has a user for each role, with inboxes and variables of their own', () => {
    const { roles, configuration } = permissionsFor(defaultRoster, { strength });
    const users = roles.map(({ connect: { user } }) => user);
    expect(users).toEqual([
      ...Object.keys(defaultRoster.agents).map((agent) => `agog-agent-${agent}`),
      'agog-reader',
      'agog-orchestrator',
      'agog-admin',
    ]);
    expect(new Set(roles.flatMap(({ subscribe }) => subscribe)).size).toBe(users.length);
    expect(configuration.match(/password: .*/g)).toEqual(
      expect.arrayContaining([
        'password: $AGOG_AGENT_CYNTHIA_PASSWORD',
        'password: $AGOG_ADMIN_PASSWORD',
      ]),
    );
    expect(configuration.match(/password: \$[A-Z_]+_PASSWORD$/gm)).toHaveLength(users.length);
  });

  test.each<[string, Credential, Parameters<typeof connect>[0]]>([
    ['a hard password', { password: '$1 "a" \\ #{} é' }, { pass: '$1 "a" \\ #{} é' }],
    ...[nkeys.createUser()].map((key): [string, Credential, Parameters<typeof connect>[0]] => [
      'an nkey',
      { nkey: key.getPublicKey() },
      { authenticator: nkeyAuthenticator(key.getSeed()) },
    ]),
  ])('lets a user in by %s, whatever the roster', async (_, credential, login) => {
    const agent = { stream: '1', taskTypes: ['x'], purpose: '' } as const;
    const roster = defineRoster(
      { Reader: agent, 'a-1': agent, a: { ...agent, stream: 'A' } },
      { prefix: '9' },
    );
    const { configuration, roles } = permissionsFor(roster, {
      strength,
      credentialOf: (user) => (user === '9-agent-a-1' ? credential : { password: user }),
    });
    await using server = await startServer({ config: configuration, websocket: false });
    const of = roles.find(({ role }) => role.kind === 'agent' && role.agent === 'a-1');
    if (!of) throw new Error('There is no such user.');
    const { user, inboxPrefix } = of.connect;
    const name = 'nkey' in credential ? {} : { user };
    const connection = await connect({ servers: server.url, inboxPrefix, ...name, ...login });
    const answer = await connection.request('$SYS.REQ.USER.INFO');
    await connection.close();
    expect(answer.json()).toMatchObject({ data: { account: of.account } });
  });
});

test('only accounts import, and only what their role publishes', () => {
  const { roles } = permissionsFor(defaultRoster, { strength: 'accounts' });
  const store = roles.find(({ account }) => account === 'agog-store');
  expect(store).toMatchObject({
    role: { kind: 'admin' },
    imports: [],
    connect: { apiPrefix: '$JS.API' },
  });
  for (const {
    account,
    imports,
    publish,
    connect: { apiPrefix },
  } of roles) {
    if (account === 'agog-store') continue;
    expect(apiPrefix).toBe('agog.api');
    const locals = imports.map(({ local }) => local);
    expect([...locals, '$SYS.REQ.USER.INFO']).toEqual(publish);
    expect(imports.map(({ subject }) => subject.replace(/^\$JS\.API\./, 'agog.api.'))).toEqual(
      locals,
    );
  }
  const lists = permissionsFor(defaultRoster, { strength: 'allow-lists' }).roles;
  expect(lists.flatMap(({ imports }) => imports)).toEqual([]);
});

test('two users never share a variable', () => {
  const agent = { stream: 'x', taskTypes: ['x'], purpose: '' } as const;
  const roster = defineRoster({ 'a-b': agent, a_b: agent });
  expect(() => permissionsFor(roster, { strength: 'accounts' })).toThrow(
    expect.objectContaining({
      code: 'invalid_argument',
      message: expect.stringContaining('AGOG_AGENT_A_B_PASSWORD'),
    }),
  );
});

test.each<[string, unknown]>([
  ['options', undefined],
  ['strength', { strength: 'strong' }],
  ['strength', {}],
  ['credentialOf', { strength: 'accounts', credentialOf: () => ({ password: 'secret\n}' }) }],
  ['credentialOf', { strength: 'accounts', credentialOf: () => ({ password: '' }) }],
  ['credentialOf', { strength: 'accounts', credentialOf: () => ({ environment: 'secret }' }) }],
  ['credentialOf', { strength: 'accounts', credentialOf: () => ({ nkey: 'SUsecret' }) }],
  ['credentialOf', { strength: 'accounts', credentialOf: () => undefined }],
])('invalid_argument for a wrong %s, without showing a secret', (what, options) => {
  // The cast: callers without a compiler pass anything.
  const call = () => permissionsFor(defaultRoster, options as PermissionOptions);
  expect(call).toThrow(
    expect.objectContaining({
      code: 'invalid_argument',
      message: expect.stringMatching(new RegExp(`^(?!.*secret).*${what}`, 's')),
    }),
  );
});
