import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { afterAll, describe, expect, test } from 'vitest';
import { failureOf } from './secrets.fixture.ts';

const server = await startServer({ user: 'agog', password: 'swordfish' });
const listening: Server[] = [];
afterAll(async () => {
  for (const one of listening) one.close();
  await server[Symbol.asyncDispose]();
});

const listen = async (one: Server): Promise<string> => {
  listening.push(one);
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  return `nats://127.0.0.1:${(one.address() as AddressInfo).port}`;
};
const silent = await listen(createServer());
const hangingUp = await listen(createServer((socket) => socket.end()));
const web = await listen(createHttpServer());
const talking = await listen(createServer((socket) => socket.write('220 mail ready\r\n')));

/** Of a user that no server knows. */
const nkeySeed = 'SUACEF7W4BPPVQKCDB6ED3I6DHITGBYWTHW2337H76ZQWDJ7QMDIFL72PI';
const withTls = server.url.replace('nats:', 'tls:');

describe('says why there is no connection', () => {
  test.each([
    ['a port where nothing listens', 'nats://127.0.0.1:1', 'connection refused', 'Nothing listens'],
    ['a host that is not known', 'nats://nowhere.invalid', 'ENOTFOUND', 'NATS_URL'],
    ['a port that stays silent', silent, 'did not finish within 300 ms', 'is it a NATS server'],
    ['a port that hangs up', hangingUp, 'it hung up', 'is it a NATS server'],
    ['an HTTP server', web, 'did not finish within 300 ms', 'is it a NATS server'],
    ['another protocol', talking, 'unexpected response', 'is it a NATS server'],
    ['a server without TLS', withTls, "does not support 'tls'", 'disagree about TLS'],
  ])('%s', async (_, servers, message, hint) => {
    const failure = await failureOf(connectNats({ servers }, { timeout: 300 }));
    expect(failure).toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(failure.message).toContain(`No connection to ${servers}`);
    expect(failure.message).toContain(message);
    expect(failure.message).not.toContain('..');
    expect(failure.hint).toContain(hint);
  });

  test.each([
    ['a wrong password', { user: 'agog', password: 'secret-1' }],
    ['a wrong token', { token: 'secret-1' }],
    ['no credentials', {}],
    ['an nkey that the server does not know', { nkeySeed }],
  ])('%s', async (_, credentials) => {
    const connecting = connectNats({ servers: server.url, ...credentials });
    const failure = await failureOf(connecting, 'secret-1', nkeySeed);
    expect(failure.code).toBe('authentication_failed');
    expect(failure.hint).toContain('never printed');
  });

  test('credentials in a URL', async () => {
    const servers = server.url.replace('//', '//agog:s%65cret-1@');
    const failure = await failureOf(connectNats({ servers }), 'secret-1', 's%65cret-1');
    expect(failure.code).toBe('authentication_failed');
    expect(failure.message).toContain(server.url);
  });
});

test('every server is asked before the time is over', async () => {
  const servers = [silent, server.url.replace('//', '//agog:swordfish@')];
  const transport = await connectNats({ servers }, { timeout: 600 });
  await transport.close();
});

test('a signal ends the wait', async () => {
  const failure = await failureOf(
    connectNats({ servers: silent }, { signal: AbortSignal.timeout(50) }),
  );
  expect(failure.code).toBe('aborted');
});

test('a password does not go over a network in clear', async () => {
  // A name for this machine that does not look like one.
  const servers = server.url.replace('127.0.0.1', 'agog:swordfish@0.0.0.0');
  const failure = await failureOf(connectNats({ servers }), 'swordfish');
  expect(failure.code).toBe('invalid_argument');
  expect(failure.hint).toContain('allowInsecurePassword');
  const transport = await connectNats({ servers, allowInsecurePassword: true });
  await transport.close();
});
