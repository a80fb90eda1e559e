import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ask, createStream, request } from './ask-server.fixture.ts';
import { isOfLine, serverLines } from './server-lines.ts';
import { startServer } from './start-server.ts';

/** What ps says of a process: `S` for one that waits, `T` for a stopped one; nothing when there is none. */
function stateOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

describe.each(serverLines)('nats-server %s', (version) => {
  test('starts, and keeps ports and streams over a kill and a restart', async () => {
    await using server = await startServer({ version });
    expect(isOfLine(server.version, version)).toBe(true);
    expect(await ask(server, 'PING\r\n', 'PONG')).toContain('"max_payload":11534336');
    await createStream(server);
    const { url, websocketUrl, monitorUrl, pid } = server;

    await server.kill();
    expect(stateOf(pid)).toBe('');
    await expect(ask(server, 'PING\r\n', 'PONG')).rejects.toThrow('ECONNREFUSED');
    await server.restart();
    expect(server).toMatchObject({ url, websocketUrl, monitorUrl });
    expect(server.pid).not.toBe(pid);
    await request(server, '$JS.API.STREAM.INFO.S', '', '"subjects":["s"]');

    await server.restart({ signal: 'SIGKILL' });
    await request(server, '$JS.API.STREAM.INFO.S', '', '"subjects":["s"]');
  });

  test('accepts WebSocket', async () => {
    await using server = await startServer({ version });
    const socket = new WebSocket(server.websocketUrl);
    socket.binaryType = 'arraybuffer';
    const greeting = await new Promise<unknown>((resolve, reject) => {
      socket.onmessage = ({ data }) => resolve(data);
      socket.onerror = () => reject(new Error('WebSocket failed'));
    });
    socket.close();
    expect(Buffer.from(greeting as ArrayBuffer).toString()).toMatch(/^INFO \{/); // binaryType says so
  });
});

test('leaves nothing behind, not even when it was frozen', async () => {
  const server = await startServer();
  await server.freeze();
  await server[Symbol.asyncDispose]();
  expect(stateOf(server.pid)).toBe('');
  expect(existsSync(server.storeDirectory)).toBe(false);
});

test('answers nothing while it is frozen', async () => {
  await using server = await startServer();
  await server.freeze();
  let answered = false;
  const pong = ask(server, 'PING\r\n', 'PONG').then(() => {
    answered = true;
  });
  await vi.waitUntil(() => stateOf(server.pid).startsWith('T'));
  expect(answered).toBe(false);
  server.thaw();
  await pong;
});

test('asks for credentials', async () => {
  await using server = await startServer({ user: 'agog', password: 'secret' });
  await expect(ask(server, 'PING\r\n', 'PONG')).rejects.toThrow('Authorization Violation');
  await using withToken = await startServer({ token: 'secret' });
  await expect(ask(withToken, 'PING\r\n', 'PONG')).rejects.toThrow('Authorization Violation');
});

test('leaves a given store where it is', async () => {
  const storeDirectory = mkdtempSync(join(tmpdir(), 'agog-store-'));
  onTestFinished(() => rmSync(storeDirectory, { recursive: true }));
  {
    await using server = await startServer({ version: '2.10', storeDirectory });
    await createStream(server);
  }
  {
    await using server = await startServer({ version: '2.15', storeDirectory });
    await request(server, '$JS.API.STREAM.INFO.S', '', '"subjects":["s"]');
  }
});

test('does without WebSocket and JetStream, and adds configuration', async () => {
  const options = { websocket: false, jetstream: false, config: 'max_payload: 2048' };
  await using server = await startServer(options);
  expect(() => server.websocketUrl).toThrow('without WebSocket');
  const info = await ask(server, 'PING\r\n', 'PONG');
  expect(info).toContain('"max_payload":2048');
  expect(info).not.toContain('"jetstream":true');
});

test('says what the log says when the server does not start', async () => {
  await expect(startServer({ config: 'nonsense: {' })).rejects.toThrow('Parse error');
  await using server = await startServer();
  await expect(startServer({ port: server.port })).rejects.toThrow('address already in use');
});
