import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../connections.fixture.ts';
import { openMemoryStore } from '../store.fixture.ts';
import { type McpHttpService, type ServeHttpOptions, serveHttp } from './serve-http.ts';

type Options = Partial<ServeHttpOptions<Awaited<ReturnType<typeof openMemoryStore>>['roster']>>;

const open = async (options: Options = {}): Promise<McpHttpService> => {
  const client = await openMemoryStore();
  const service = await serveHttp({ client, agent: 'roy', port: 0, ...options });
  onTestFinished(async () => {
    await service.close();
    await client.close();
  });
  return service;
};

/** Asks as a client would that lies: fetch sets Host and Origin itself. */
const ask = (url: string, headers: OutgoingHttpHeaders, body = '{}'): Promise<number> =>
  new Promise((resolve, reject) => {
    const accept = 'application/json, text/event-stream';
    const usual = { 'content-type': 'application/json', accept };
    const asked = httpRequest(url, { method: 'POST', headers: { ...usual, ...headers } });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });

const greeting = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  },
});

test('lets in who comes by a name of the loopback, and from its pages', async () => {
  const { url } = await open();
  const { port } = new URL(url);
  expect(await ask(url, {}, greeting)).toBe(200);
  expect(await ask(url, { host: `localhost:${port}` }, greeting)).toBe(200);
  expect(await ask(url, { origin: 'http://localhost:6274' }, greeting)).toBe(200);
});

test.each([
  ['another host', { host: 'evil.example' }],
  ['another host that ends like ours', { host: '127.0.0.1.evil.example' }],
  ['a host with our name as its user', { host: 'localhost@evil.example' }],
  ['another page', { origin: 'https://evil.example' }],
  ['a page without origin', { origin: 'null' }],
  ['a page whose origin is no origin', { origin: 'localhost' }],
  ['a page that begins like ours', { origin: 'http://localhost.evil.example' }],
])('turns away %s', async (_who, headers) => {
  const { url } = await open();
  expect(await ask(url, headers, greeting)).toBe(403);
});

test('names and pages can be added', async () => {
  const { url } = await open({ allowedHosts: ['agog.test'], allowedOrigins: ['ui.test'] });
  expect(await ask(url, { host: 'agog.test', origin: 'https://ui.test' }, greeting)).toBe(200);
});

test('asks for the token that it was given, and for nothing but it', async () => {
  const { url } = await open({ token: 'correct-horse' });
  for (const authorization of [undefined, 'correct-horse', 'Basic correct-horse', 'Bearer']) {
    expect(await ask(url, authorization ? { authorization } : {}, greeting)).toBe(401);
  }
  for (const token of ['correct-horsf', 'correct-hors', 'correct-horse2', '']) {
    expect(await ask(url, { authorization: `Bearer ${token}` }, greeting)).toBe(401);
  }
  expect(await ask(url, { authorization: 'bearer correct-horse' }, greeting)).toBe(200);

  const requestInit = { headers: { authorization: 'Bearer correct-horse' } };
  for (const modern of [true, false]) {
    const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit });
    const mcp = await connect(transport, modern);
    expect((await mcp.listTools()).tools).toHaveLength(4);
    await mcp.close();
    await expect(
      connect(new StreamableHTTPClientTransport(new URL(url)), modern),
    ).rejects.toThrow();
  }
});

test('listens beyond the loopback only with a token', async () => {
  const client = await openMemoryStore();
  const options = { client, agent: 'roy', port: 0 } as const;
  for (const host of ['0.0.0.0', '::', 'agog.test', '128.0.0.1']) {
    await expect(serveHttp({ ...options, host })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: `Listening on ${host} lets other machines in, and there is no token.`,
    });
  }
  const { url, close } = await serveHttp({ ...options, host: '0.0.0.0', token: 'secret' });
  const local = url.replace('0.0.0.0', '127.0.0.1');
  expect(await ask(local, {}, greeting)).toBe(401);
  expect(await ask(local, { authorization: 'Bearer secret' }, greeting)).toBe(200);
  await close();
  await client.close();
});

test('takes no message beyond 16 MiB, no other path and no nonsense', async () => {
  const { url } = await open();
  const long = 'x'.repeat(16 * 1024 * 1024);
  expect(await ask(url, { 'content-length': 1e12 }).catch(() => 413)).toBe(413);
  expect(await ask(url, {}, `{"long":"${long}"}`).catch(() => 413)).toBe(413);
  expect(await ask(url.replace('/mcp', '/'), {}, greeting)).toBe(404);
  expect(await ask(url, {}, 'nonsense')).toBe(400);
  expect(await ask(url, {}, '[]')).toBe(400);
  expect(await ask(url, { 'content-type': 'text/plain' }, greeting)).toBe(415);
  const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
  expect(await ask(url, {}, list)).toBe(400);
  expect(await ask(url, { 'mcp-session-id': 'made-up' }, list)).toBe(404);
});

test('holds so many sessions: the one unused longest makes room', async () => {
  const { url } = await open({ maxSessions: 2 });
  const join = () => connect(new StreamableHTTPClientTransport(new URL(url)), false);
  const [first, second] = [await join(), await join()];
  await first.listTools();
  const third = await join();
  await expect(second.listPrompts()).rejects.toThrow('Session not found');
  expect((await first.listTools()).tools).toHaveLength(4);
  expect((await third.listTools()).tools).toHaveLength(4);
  await Promise.all([first.close(), second.close(), third.close()]);
});

test('a client that says goodbye has no session any more', async () => {
  const { url } = await open();
  const transport = new StreamableHTTPClientTransport(new URL(url));
  const mcp = await connect(transport, false);
  const { sessionId = '' } = transport;
  await transport.terminateSession();
  expect(await ask(url, { 'mcp-session-id': sessionId }, greeting)).toBe(404);
  await mcp.close();
});

test('closing ends waits and subscriptions, and the port is free', async () => {
  const client = await openMemoryStore();
  const service = await serveHttp({ client, agent: 'roy', port: 0 });
  const clients = [];
  for (const modern of [true, false]) {
    const mcp = await connect(new StreamableHTTPClientTransport(new URL(service.url)), modern);
    const input = { agent: 'cynthia', feature: 'REQ-1', timeout_seconds: 600 };
    clients.push({ mcp, wait: mcp.callTool({ name: 'wait_for_report', arguments: input }) });
    if (modern) await mcp.listen({ resourcesListChanged: true });
  }
  const ends = clients.map(({ wait }) => expect(wait).rejects.toThrow());
  await service.close();
  await service.finished;
  const { port } = new URL(service.url);
  const again = await serveHttp({ client, agent: 'roy', port: Number(port) });
  await expect(serveHttp({ client, agent: 'roy', port: Number(port) })).rejects.toMatchObject({
    code: 'invalid_argument',
    message: expect.stringContaining('EADDRINUSE'),
  });
  await again.close();
  await Promise.all(clients.map(({ mcp }) => mcp.close()));
  await Promise.all(ends);
  await client.close();
});

test.each([
  [{ port: -1 }, 'port'],
  [{ port: 1.5 }, 'port'],
  [{ maxSessions: 0 }, 'maxSessions'],
  [{ host: '' }, 'host'],
  [{ token: '' }, 'token'],
  [{ token: 'two words' }, 'token'],
])('refuses the options %j', async (options, name) => {
  await expect(open(options)).rejects.toMatchObject({
    code: 'invalid_argument',
    message: expect.stringContaining(name),
  });
});
