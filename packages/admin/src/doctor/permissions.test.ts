import { serverLines } from '@agog-internal/nats-server';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needsOf, type Role } from '../permissions/role-needs.ts';
import { roster } from '../stores.fixture.ts';
import { isAllowed, isWithin } from './covers.ts';
import { examine, openConnection, openServer, prepare, wrongIn } from './doctor.fixture.ts';

const prefixes = { apiPrefix: '$JS.API', inboxPrefix: '_INBOX' };

const roles: readonly Role[] = [
  { kind: 'agent', agent: 'ann' },
  { kind: 'reader' },
  { kind: 'orchestrator' },
  { kind: 'admin' },
];

/** A server whose user `limited` may do what is listed, and whose user `admin` everything. */
const openLimited = (
  publish: readonly string[],
  more: object = {},
  version: '2.15' | '2.10' | '2.9' = '2.15',
) => {
  const permissions = { publish: { allow: publish }, ...more };
  const users = [
    { user: 'admin', password: 'admin' },
    { user: 'limited', password: 'limited', permissions },
  ];
  const accounts = { A: { jetstream: 'enabled', users } };
  return openServer({ version, config: `accounts: ${JSON.stringify(accounts)}` });
};

const admin = { user: 'admin' };
const limited = { user: 'limited' };
const tells = '$SYS.REQ.USER.INFO';

describe.each(roles)('the role $kind', (role) => {
  const needs = needsOf(role, roster, prefixes);

  test('is well with what it needs, and with nothing more', async () => {
    const server = await openLimited([tells, ...needs.publish], { subscribe: needs.subscribe });
    await prepare(server, admin);
    expect(wrongIn(await examine(server, { role, login: limited }))).toEqual([]);
  });

  test('permission_missing: without one of its subjects', async () => {
    const [missing = '', ...others] = needs.publish.toReversed();
    const server = await openLimited([tells, ...others]);
    await prepare(server, admin);
    const diagnosis = await examine(server, { role, login: limited });
    expect(wrongIn(diagnosis)).toEqual(['permission_missing']);
    expect(diagnosis.findings[0]).toMatchObject({
      details: { operation: 'publish', subjects: [missing] },
      fix: expect.stringContaining(missing),
    });
  });
});

test.each(serverLines)(
  'nats-server %s is asked without effect where it does not tell',
  async (version) => {
    const role = { kind: 'agent', agent: 'ann' } as const;
    const { publish } = needsOf(role, roster, prefixes);
    const missing = 'agog.deliverables.ann.*.*';
    const server = await openLimited(
      publish.filter((filter) => filter !== missing),
      {},
      version,
    );
    await prepare(server, admin);
    const diagnosis = await examine(server, { role, login: limited });
    expect(diagnosis.findings).toContainEqual(
      expect.objectContaining({
        id: 'permission_missing',
        details: { operation: 'publish', subjects: [missing] },
      }),
    );
    expect(diagnosis.findings.map(({ id }) => id)).toContain('identity_unknown');
  },
);

test.each(serverLines)('asking changes nothing on nats-server %s', async (version) => {
  const server = await openLimited(['>'], { publish: { deny: [tells] } }, version);
  await prepare(server, admin);
  const connection = await openConnection(server, admin);
  const list = async () => {
    const answer = await connection.request('$JS.API.STREAM.LIST', '');
    return answer.string().replace(/"ts":"[^"]*"/g, '');
  };
  const before = await list();
  for (const role of roles) {
    const { findings } = await examine(server, { role, login: limited });
    const ids = findings.map(({ id }) => id);
    expect(ids).toContain('identity_unknown');
    expect(ids).not.toContain('permission_missing');
  }
  expect(await list()).toBe(before);
});

test('inbox_denied: answers cannot arrive', async () => {
  const server = await openLimited(['>'], { subscribe: { allow: ['_INBOX_limited.>'] } });
  await prepare(server, admin);
  const diagnosis = await examine(server, { role: { kind: 'reader' }, login: limited });
  expect(wrongIn(diagnosis)).toEqual(['inbox_denied']);
  const inboxPrefix = '_INBOX_limited';
  const role = { kind: 'reader' } as const;
  expect(wrongIn(await examine(server, { role, login: limited, inboxPrefix }))).toEqual([]);
});

test('an unknown agent is no role', async () => {
  const role = { kind: 'agent', agent: 'any' } as const;
  await expect(examine(await openServer(), { role })).rejects.toMatchObject({
    code: 'unknown_agent',
  });
});

describe('filters', () => {
  const token = fc.constantFrom('a', 'b', 'c');
  const filter = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', '*'), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([tokens, isOpen]) => [...tokens, ...(isOpen ? ['>'] : [])].join('.'));

  test('are within another exactly when it takes whatever they take', () => {
    const subjects = fc.array(fc.array(token, { minLength: 1, maxLength: 5 }), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(filter, filter, subjects, (one, other, samples) => {
        const takes = (wide: string, tokens: readonly string[]) => isWithin(tokens.join('.'), wide);
        if (!isWithin(one, other)) return;
        for (const sample of samples)
          if (takes(one, sample)) expect(takes(other, sample)).toBe(true);
      }),
      { seed: 20261122 },
    );
  });

  test.each([
    ['a.*', {}, true],
    ['a.*', { allow: ['a.>'] }, true],
    ['a.*', { allow: ['a.b'] }, false],
    ['a.*', { allow: ['a.*'], deny: ['a.b'] }, false],
    ['a.*', { deny: ['b.>'] }, true],
    ['a.>', { allow: ['a.*'] }, false],
    ['a', { allow: ['a.>'] }, false],
  ])('%s under %j: %s', (needed, permissions, expected) => {
    expect(isAllowed(needed, permissions)).toBe(expected);
  });
});
