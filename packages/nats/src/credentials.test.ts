import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectNats, NATSDeliverableService, type NatsOptions } from '@agog/deliverables-nats';
import { createOperator, startServer } from '@agog-internal/nats-server';
import { nkeys } from '@nats-io/nats-core';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { failureOf } from './secrets.fixture.ts';

type Given = Omit<NatsOptions, 'servers'>;

/** Connects with each of some credentials, and closes again. */
const expectIn = async (url: string, ...credentials: Given[]): Promise<void> => {
  for (const one of credentials) {
    const transport = await connectNats({ servers: url, ...one });
    await transport.close();
  }
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('lets in', () => {
  test('by user and password, as options or in the URL, percent-encoded', async () => {
    const password = 'p@ss:w/o%rd é';
    await using server = await startServer({ user: 'agog user', password });
    await expectIn(server.url, { user: 'agog user', password });
    const said = `${encodeURIComponent('agog user')}:${encodeURIComponent(password)}`;
    await expectIn(server.url.replace('//', `//${said}@`));
    await expectIn(server.url.replace('//', '//agog:wrong@'), { user: 'agog user', password });
  });

  test('by a token, as an option or in the URL', async () => {
    await using server = await startServer({ token: 's3/cret' });
    await expectIn(server.url, { token: 's3/cret' });
    await expectIn(server.url.replace('//', '//s3%2Fcret@'));
  });

  test('by an nkey', async () => {
    const pair = nkeys.createUser();
    const nkeySeed = new TextDecoder().decode(pair.getSeed());
    const config = `authorization { users: [ { nkey: ${pair.getPublicKey()} } ] }`;
    await using server = await startServer({ config });
    await expectIn(server.url, { nkeySeed }, { nkeySeed: `${nkeySeed}\n` });
    const wrong = new TextDecoder().decode(nkeys.createUser().getSeed());
    const refused = await failureOf(connectNats({ servers: server.url, nkeySeed: wrong }), wrong);
    expect(refused.code).toBe('authentication_failed');
  });

  test('by creds, as a text or a file', async () => {
    const { config, creds, seed } = createOperator();
    await using server = await startServer({ config, jetstream: false });
    const folder = mkdtempSync(join(tmpdir(), 'agog-creds-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const credsFile = join(folder, 'agog.creds');
    writeFileSync(credsFile, creds);
    await expectIn(server.url, { creds }, { credsFile });
    const { creds: others, seed: otherSeed } = createOperator();
    const refused = connectNats({ servers: server.url, creds: others });
    expect((await failureOf(refused, seed, otherSeed, others)).code).toBe('authentication_failed');
  });
});

test('a constructor without argument reads the environment', async () => {
  await using server = await startServer({ user: 'agog', password: 'swordfish' });
  vi.stubEnv('NATS_URL', server.url);
  vi.stubEnv('NATS_USER', 'agog');
  vi.stubEnv('NATS_PASSWORD', 'wrong-secret');
  const refused = new NATSDeliverableService();
  const failure = await failureOf(
    refused.initialize().then(() => refused),
    'wrong-secret',
  );
  expect(failure.code).toBe('authentication_failed');

  vi.stubEnv('NATS_PASSWORD', 'swordfish');
  await using service = new NATSDeliverableService();
  await service.initialize();
  expect(await service.getStreamStatuses()).toHaveLength(6);
});

test('a password that changes ends the connection with what happened', async () => {
  await using server = await startServer({ user: 'agog', password: 'swordfish' });
  const statuses: unknown[] = [];
  const transport = await connectNats({
    servers: server.url,
    user: 'agog',
    password: 'swordfish',
    onStatus: (status) => statuses.push(status),
  });
  await using other = await startOther(server.port, () => server.stop());
  await vi.waitFor(() => expect(statuses.at(-1)).toMatchObject({ type: 'closed' }), 10_000);
  expect(JSON.stringify(statuses)).toContain('authentication_failed');
  expect(JSON.stringify(statuses)).not.toContain('swordfish');
  await expect(transport.admin?.list()).rejects.toThrow(
    expect.objectContaining({ code: 'authentication_failed' }),
  );
  await transport.close();
  expect(other.port).toBe(server.port);
});

/** Another server in the place of one that has been stopped. */
async function startOther(port: number, stop: () => Promise<void>) {
  await stop();
  return startServer({ port, user: 'agog', password: 'another' });
}
