import type { defaultRoster } from '@agog/deliverables-core';
import { connectNats, NATSClient } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { afterAll, expect, test } from 'vitest';

const server = await startServer();
afterAll(() => server[Symbol.asyncDispose]());

const connections = async (): Promise<string> => (await fetch(`${server.monitorUrl}/connz`)).text();

test('a connection opened here is closed with the transport, and tells so', async () => {
  const statuses: unknown[] = [];
  const transport = await connectNats({
    servers: server.url,
    name: 'agog-test',
    onStatus: (status) => statuses.push(status),
  });
  expect(transport.name).toBe('nats');
  expect(await connections()).toContain('agog-test');
  await transport.close();
  expect(statuses).toEqual([{ type: 'closed', error: null }]);
  await expect.poll(connections).not.toContain('agog-test');
  await expect(transport.admin?.list()).rejects.toThrow(
    expect.objectContaining({ code: 'closed' }),
  );
});

test('a connection that was there stays open', async () => {
  const connection = await connect({ servers: server.url });
  const transport = await connectNats({ connection });
  expect(await transport.admin?.list()).toEqual([]);
  await transport.close();
  expect(connection.isClosed()).toBe(false);
  await connection.flush();
  await connection.close();
});

test('a transport reaches a server that was away for a while', async () => {
  const transport = await connectNats({ servers: server.url });
  await server.stop();
  const listing = transport.admin?.list();
  await server.restart();
  expect(await listing).toEqual([]);
  await transport.close();
});

test('a NATSClient is connected once, and says when it is not', async () => {
  const client = new NATSClient({ servers: server.url });
  expect(() => client.jsm).toThrow(expect.objectContaining({ code: 'closed' }));
  await Promise.all([client.connect(), client.connect()]);
  const { jsm } = client;
  await client.connect();
  expect(client.jsm).toBe(jsm);
  await client.close();
});

test('a NATSClient that could not connect may try again', async () => {
  await server.stop();
  const client = new NATSClient({ servers: server.url });
  await expect(client.connect()).rejects.toThrow('connection refused');
  await server.restart();
  await client.connect();
  expect(await client.jsm.streams.names().next()).toEqual([]);
  await client.close();
});

test('a NATSClient that is closed while it connects leaves no connection, and may connect again', async () => {
  const client = new NATSClient({ servers: server.url, name: 'agog-closed' });
  const connecting = client.connect();
  await Promise.all([
    client.close(),
    expect(connecting).rejects.toThrow(expect.objectContaining({ code: 'closed' })),
  ]);
  await expect.poll(connections).not.toContain('agog-closed');
  await client.connect();
  expect(await client.jsm.streams.names().next()).toEqual([]);
  await client.close();
});

test('a NATSClient whose roster is none leaves no connection', async () => {
  // As somebody passes one who goes without the types.
  const roster: typeof defaultRoster = JSON.parse('{}');
  const client = new NATSClient({ servers: server.url, name: 'agog-roster', roster });
  await expect(client.connect()).rejects.toThrow(
    expect.objectContaining({ code: 'invalid_argument' }),
  );
  await expect.poll(connections).not.toContain('agog-roster');
});
