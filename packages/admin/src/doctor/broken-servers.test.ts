import { createServer, type Server } from 'node:http';
import { createAuthority, startServer, writePemFiles } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { expect, onTestFinished, test } from 'vitest';
import { roster } from '../stores.fixture.ts';
import { describeDiagnosis } from './describe-diagnosis.ts';
import { examine, openConnection, openServer, prepare, wrongIn } from './doctor.fixture.ts';
import { doctor } from './doctor.ts';

/** The port of something that listens until the test is over. */
const listen = async (server: Server): Promise<number> => {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port = 0 } = Object(server.address());
  return port;
};

test('nothing is wrong', async () => {
  const server = await openServer();
  await prepare(server);
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toEqual([]);
  expect(diagnosis).toMatchObject({ healthy: true, exitCode: 0 });
  expect(diagnosis.findings.map(({ id }) => id)).toEqual([
    'server',
    'authentication_off',
    'identity',
  ]);
  expect(describeDiagnosis(diagnosis)).toContain(`it is nats-server ${server.version}`);
});

test('server_unreachable: nobody listens', async () => {
  const server = await startServer();
  await server[Symbol.asyncDispose]();
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toEqual(['server_unreachable', 'monitoring_unreachable']);
  expect(diagnosis).toMatchObject({ healthy: false, exitCode: 2 });
  expect(describeDiagnosis(diagnosis)).toMatch(
    /error {4}server_unreachable: .*\n.*\n {9}→ .*start/,
  );
});

test('host_unknown: the name is misspelt', async () => {
  const servers = 'nats://no-such-host.invalid:4222';
  const diagnosis = await doctor({ roster, connect: () => connect({ servers }) });
  expect(wrongIn(diagnosis)).toEqual(['host_unknown']);
});

test('server_silent, monitoring_foreign: something else listens there', async () => {
  const port = await listen(createServer((_, response) => response.end('Welcome')));
  const diagnosis = await doctor({
    roster,
    monitorUrl: `http://127.0.0.1:${port}`,
    connect: () => connect({ servers: `nats://127.0.0.1:${port}`, timeout: 500 }),
  });
  expect(wrongIn(diagnosis)).toEqual(['server_silent', 'monitoring_foreign']);
});

test('credentials_refused: no password, or a wrong one', async () => {
  const server = await openServer({ user: 'agog', password: 'right' });
  const diagnosis = await examine(server, { login: { user: 'agog' } });
  expect(wrongIn(diagnosis)).toEqual(['credentials_refused']);
  expect(JSON.stringify(diagnosis)).not.toContain('right');
});

test('certificate_untrusted: nobody told of the authority', async () => {
  const { cert, key } = await (await createAuthority()).issue('127.0.0.1');
  using files = writePemFiles({ cert, key });
  const tls = `tls { cert_file: "${files.path('cert')}", key_file: "${files.path('key')}" }`;
  const server = await openServer({ config: tls });
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toEqual(['certificate_untrusted']);
});

test('tls_mismatch: the URL asks for TLS, and the server has none', async () => {
  const server = await openServer();
  const asking = () => connect({ servers: server.url, tls: {} });
  const diagnosis = await examine(server, { connect: asking });
  expect(wrongIn(diagnosis)).toContain('tls_mismatch');
});

test('connections_almost_full: nobody else fits', async () => {
  const server = await openServer({ config: 'max_connections: 2' });
  await prepare(server);
  await openConnection(server);
  const once = () => connect({ servers: server.url, reconnect: false, timeout: 500 });
  const diagnosis = await examine(server, { connect: once });
  expect(wrongIn(diagnosis)).toEqual(['server_silent', 'connections_almost_full']);
});

test('jetstream_off: the server runs without', async () => {
  const server = await openServer({ jetstream: false });
  expect(wrongIn(await examine(server))).toEqual(['jetstream_off']);
});

test('jetstream_off_for_account: another account has it', async () => {
  const config = `accounts { A { users: [{ user: a, password: a }] }, B { jetstream: enabled } }`;
  const diagnosis = await examine(await openServer({ config }), { login: { user: 'a' } });
  expect(wrongIn(diagnosis)).toEqual(['jetstream_off_for_account']);
  expect(diagnosis.findings).toContainEqual(
    expect.objectContaining({ id: 'identity', what: 'This is the user a of the account A.' }),
  );
});

test('jetstream_silent: the account knows it by another prefix', async () => {
  const server = await openServer();
  expect(wrongIn(await examine(server, { apiPrefix: 'other.API' }))).toEqual(['jetstream_silent']);
});

test('max_payload_small: the server takes 1 MB', async () => {
  const server = await openServer({ maxPayload: 1_048_576 });
  await prepare(server);
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toEqual(['max_payload_small']);
  expect(diagnosis.findings[0]).toMatchObject({
    details: { maxPayload: 1_048_576, largest: 10_551_296 },
    fix: expect.stringContaining('max_payload'),
  });
});

test('sync_interval: every two minutes, as is the default', async () => {
  const server = await openServer({ jetstreamSettings: '' });
  await prepare(server);
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toEqual(['sync_interval']);
  expect(diagnosis).toMatchObject({ exitCode: 1 });
  expect(diagnosis.findings[0]).toMatchObject({ details: { seconds: 120 } });
});

test('server_outdated: 2.10', async () => {
  const server = await openServer({ version: '2.10' });
  await prepare(server);
  expect(wrongIn(await examine(server))).toEqual(['server_outdated']);
});

test('identity_unknown: 2.9 tells neither who this is nor how it writes', async () => {
  const server = await openServer({ version: '2.9' });
  await prepare(server);
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis).sort()).toEqual(['server_outdated', 'sync_interval']);
  expect(diagnosis.findings.map(({ id }) => id)).toContain('identity_unknown');
});

test('clock_skew: an hour apart', async () => {
  const server = await openServer();
  await prepare(server);
  const hour = 3_600_000;
  const behind = await examine(server, { now: () => Date.now() + hour });
  expect(wrongIn(behind)).toEqual(['clock_skew']);
  expect(behind.findings[0]?.what).toMatch(/3\d{3} s behind/);
  const before = await examine(server, { now: () => Date.now() - hour, monitorUrl: undefined });
  expect(before.findings[0]?.what).toMatch(/3\d{3} s before/);
});

test('monitoring_of_another_server: two servers mixed up', async () => {
  const server = await openServer();
  await prepare(server);
  const { monitorUrl } = await openServer();
  expect(wrongIn(await examine(server, { monitorUrl }))).toEqual(['monitoring_of_another_server']);
});

test('disk_too_small: the streams do not fit', async () => {
  const server = await openServer({
    jetstreamSettings: 'sync_interval: always, max_file_store: 1GB',
  });
  expect(wrongIn(await examine(server))).toContain('disk_too_small');
});

test('account_storage_small, account_streams_few: the account may not have so much', async () => {
  const limits = '{ max_file: 1GB, max_streams: 2 }';
  const config = `accounts { A { jetstream: ${limits}, users: [{ user: a, password: a }] } }`;
  const diagnosis = await examine(await openServer({ config }), { login: { user: 'a' } });
  expect(wrongIn(diagnosis)).toEqual(
    expect.arrayContaining(['account_storage_small', 'account_streams_few']),
  );
});

test('server_unhealthy, slow_consumers: the server says so itself', async () => {
  const server = await openServer();
  await prepare(server);
  // Its monitoring as it is, but for two answers that a healthy server does not give.
  const monitoring = createServer(async ({ url = '' }, response) => {
    if (url.startsWith('/healthz')) {
      response.writeHead(503).end('{"status":"unavailable","error":"no leader"}');
      return;
    }
    const text = await (await fetch(`${server.monitorUrl}${url}`)).text();
    response.end(text.replace(/"slow_consumers": 0/, '"slow_consumers": 2'));
  });
  const monitorUrl = `http://127.0.0.1:${await listen(monitoring)}`;
  const diagnosis = await examine(server, { monitorUrl });
  expect(wrongIn(diagnosis)).toEqual(['server_unhealthy', 'slow_consumers']);
  expect(diagnosis.findings[0]?.what).toBe('The server is unavailable: no leader.');
});

test('ends when it is told to, and says when the time was too short', async () => {
  const server = await openServer();
  await prepare(server);
  const signal = AbortSignal.abort();
  await expect(examine(server, { signal })).rejects.toMatchObject({ code: 'aborted' });
  await expect(examine(server, { timeout: -1 })).rejects.toMatchObject({
    code: 'invalid_argument',
  });
  await server.freeze();
  const connecting = examine(server, {
    timeout: 300,
    connect: () => connect({ servers: server.url, timeout: 200 }),
  });
  const diagnosis = await connecting;
  server.thaw();
  expect(wrongIn(diagnosis)).toEqual(['server_silent', 'monitoring_unreachable']);
});

test('store_unusable: it accepts, and then says no more', async () => {
  const server = await openServer();
  const diagnosis = await examine(server, {
    monitorUrl: undefined,
    timeout: 500,
    async connect() {
      const connection = await connect({ servers: server.url });
      await server.freeze();
      return connection;
    },
  });
  server.thaw();
  expect(wrongIn(diagnosis)).toEqual(['store_unusable']);
  expect(diagnosis.findings[0]).toMatchObject({ details: { code: 'timeout' } });
});
