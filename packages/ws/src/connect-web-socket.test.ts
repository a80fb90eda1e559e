import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { DeliverablesError } from '@agog/deliverables-core';
import { connectWebSocket } from '@agog/deliverables-ws';
import {
  createAuthority,
  createOperator,
  startServer,
  writePemFiles,
} from '@agog-internal/nats-server';
import { nkeys, wsconnect } from '@nats-io/nats-core';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';

const server = await startServer({ user: 'agog', password: 'swordfish' });
const servers = server.websocketUrl;
const listening: Server[] = [];
afterAll(async () => {
  for (const one of listening) one.close();
  await server[Symbol.asyncDispose]();
});

const listen = async (one: Server): Promise<string> => {
  listening.push(one);
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  return `ws://127.0.0.1:${(one.address() as AddressInfo).port}`;
};
const silent = await listen(createServer());
const hangingUp = await listen(createServer((socket) => socket.end()));
const web = await listen(createHttpServer((_, response) => response.end('hello')));

const failureOf = async (
  connecting: ReturnType<typeof connectWebSocket>,
  ...secrets: string[]
): Promise<DeliverablesError> => {
  const error = await connecting.then(
    () => 'It connected.',
    (reason: unknown) => reason,
  );
  expect(DeliverablesError.isInstance(error), inspect(error)).toBe(true);
  const everything = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return DeliverablesError.from(error);
};

describe('says why there is no connection', () => {
  test.each([
    ['a port where nothing listens', 'ws://127.0.0.1:1'],
    ['a host that is not known', 'ws://nowhere.invalid'],
    ['a port that stays silent', silent],
    ['a port that hangs up', hangingUp],
    ['an HTTP server', web],
    ['a server without TLS', servers.replace('ws:', 'wss:')],
    ['the port for TCP', server.url.replace('nats:', 'ws:')],
  ])('%s', async (_, url) => {
    const failure = await failureOf(connectWebSocket({ servers: url }, { timeout: 300 }));
    expect(failure).toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(failure.message).toContain(`No connection to ${url}`);
  });

  test('wrong credentials', async () => {
    const wrong = connectWebSocket({ servers, user: 'agog', password: 'secret-1' });
    expect((await failureOf(wrong, 'secret-1')).code).toBe('authentication_failed');
    const said = connectWebSocket({ servers: servers.replace('//', '//agog:s%65cret-1@') });
    expect((await failureOf(said, 'secret-1', 's%65cret')).code).toBe('authentication_failed');
    const none = connectWebSocket({ servers });
    expect((await failureOf(none)).code).toBe('authentication_failed');
  });

  test('a signal that ends the wait', async () => {
    const signal = AbortSignal.timeout(50);
    const failure = await failureOf(connectWebSocket({ servers: silent }, { signal }));
    expect(failure.code).toBe('aborted');
  });

  test('a runtime without WebSocket', async () => {
    vi.stubGlobal('WebSocket', undefined);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const failure = await failureOf(connectWebSocket({ servers }));
    expect(failure.code).toBe('unsupported');
    expect(failure.hint).toContain('Node 22');
  });

  test.each([
    ['a password in clear', { servers: 'ws://agog:secret-1@nats.example' }],
    ['a seed that is none', { servers, nkeySeed: 'SUsecret-1' }],
    ['creds that are none', { servers, creds: 'secret-1' }],
    ['a URL for TCP', { servers: 'nats://agog:secret-1@localhost' }],
  ])('%s, before anything is dialed', async (_, options) => {
    const failure = await failureOf(connectWebSocket(options), 'secret-1');
    expect(failure.code).toBe('invalid_argument');
  });
});

describe('lets in', () => {
  const connectAndClose = async (
    ...options: Parameters<typeof connectWebSocket>
  ): Promise<void> => {
    const transport = await connectWebSocket(...options);
    expect(transport.name).toBe('ws');
    await transport.close();
  };

  test('by user and password', async () => {
    await connectAndClose({ servers, user: 'agog', password: 'swordfish' });
    await connectAndClose({ servers: servers.replace('//', '//agog:sword%66ish@') });
    // Every server is asked before the time is over.
    const both = [silent, servers.replace('//', '//agog:swordfish@')];
    await connectAndClose({ servers: both }, { timeout: 600 });
  });

  test('by an nkey', async () => {
    const pair = nkeys.createUser();
    const config = `authorization { users: [ { nkey: ${pair.getPublicKey()} } ] }`;
    await using other = await startServer({ config });
    const nkeySeed = new TextDecoder().decode(pair.getSeed());
    await connectAndClose({ servers: other.websocketUrl, nkeySeed });
  });

  test('by creds', async () => {
    const { config, creds } = createOperator();
    await using other = await startServer({ config, jetstream: false });
    await connectAndClose({ servers: other.websocketUrl, creds });
    const stranger = connectWebSocket({ servers: other.websocketUrl, ...createOperator() });
    expect((await failureOf(stranger)).code).toBe('authentication_failed');
  });

  test('over TLS', async () => {
    const { ca, issue } = await createAuthority();
    const { cert, key } = await issue('localhost');
    using files = writePemFiles({ cert, key });
    const tls = `tls { cert_file: "${files.path('cert')}", key_file: "${files.path('key')}" }`;
    // The port is the one that the system found free for a server that is gone.
    const { websocketPort } = await startServer({ jetstream: false }).then(async (gone) => {
      await gone[Symbol.asyncDispose]();
      return { websocketPort: gone.websocketPort };
    });
    const config = `websocket { listen: "127.0.0.1:${websocketPort}", ${tls} }`;
    await using _other = await startServer({ websocket: false, jetstream: false, config });
    const url = `wss://localhost:${websocketPort}`;
    const untrusted = await failureOf(connectWebSocket({ servers: url }, { timeout: 2_000 }));
    expect(untrusted.code).toBe('store_unavailable');
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, ca]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    await connectAndClose({ servers: url });
  });

  test('with a connection that was there, and leaves it open', async () => {
    const connection = await wsconnect({ servers, user: 'agog', pass: 'swordfish' });
    await connectAndClose({ connection });
    await connection.flush();
    await connection.close();
  });
});

test('a frozen server is noticed under a large write, and reached again', async () => {
  const statuses: string[] = [];
  const transport = await connectWebSocket({
    servers: servers.replace('//', '//agog:swordfish@'),
    pingInterval: 100,
    onStatus: ({ type }) => statuses.push(type),
  });
  await server.freeze();
  const body = new Uint8Array(10_000_000);
  const publishing = transport.publish(
    { subject: 'nobody.listens', headers: [], body },
    { messageId: 'm', timeout: 3_000 },
  );
  publishing.catch(() => {});
  await expect.poll(() => statuses).toEqual(['disconnected']);
  server.thaw();
  await expect.poll(() => statuses).toEqual(['disconnected', 'reconnected']);
  await expect(publishing).rejects.toThrow();
  await transport.close();
});
