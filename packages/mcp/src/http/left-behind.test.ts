import type { DeliverablesClient } from '@agog/deliverables-core';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { connect } from '../connections.fixture.ts';
import { createRevisionWatch } from '../desk/revision-watch.ts';
import { openMemoryStore, type Store } from '../store.fixture.ts';
import { serveHttp } from './serve-http.ts';

/** How many subscriptions to the store are open. */
const countSubscriptions = ({ transport }: Store): (() => number) => {
  let open = 0;
  const { subscribe } = transport;
  transport.subscribe = async (...input) => {
    const subscription = await subscribe(...input);
    const { close } = subscription;
    let isOpen = true;
    open += 1;
    return Object.assign(subscription, {
      close: () => {
        if (isOpen) open -= 1;
        isOpen = false;
        return close();
      },
    });
  };
  return () => open;
};

const patience = { timeout: 10_000, interval: 10 };
const wait = {
  name: 'wait_for_report',
  arguments: { agent: 'cynthia', feature: 'REQ-1', timeout_seconds: 600 },
};

test.each([false, true])(
  'a wait that is cancelled leaves nothing behind (modern: %s)',
  async (modern) => {
    const store = await openMemoryStore();
    const open = countSubscriptions(store);
    const service = await serveHttp({ client: store, agent: 'roy', port: 0 });
    expect(open()).toBe(1);
    const mcp = await connect(new StreamableHTTPClientTransport(new URL(service.url)), modern);
    const stop = new AbortController();
    const cancelled = expect(mcp.callTool(wait, { signal: stop.signal })).rejects.toThrow();
    await expect.poll(open, patience).toBe(3);
    stop.abort();
    await cancelled;
    await expect.poll(open, patience).toBe(1);

    const ended = expect(mcp.callTool(wait)).rejects.toThrow();
    await expect.poll(open, patience).toBe(3);
    await service.close();
    await expect.poll(open, patience).toBe(0);
    await mcp.close();
    await ended;
    await store.close();
  },
);

test('a client that hangs up leaves no wait behind, and may open its stream again', async () => {
  const store = await openMemoryStore();
  const open = countSubscriptions(store);
  const service = await serveHttp({ client: store, agent: 'roy', port: 0 });
  const transport = new StreamableHTTPClientTransport(new URL(service.url));
  const mcp = await connect(transport, false);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-session-id': transport.sessionId ?? '',
  };
  const message = { jsonrpc: '2.0', id: 99, method: 'tools/call', params: wait };
  const stop = new AbortController();
  const { signal } = stop;
  await fetch(service.url, { method: 'POST', headers, body: JSON.stringify(message), signal });
  await expect.poll(open, patience).toBe(3);
  stop.abort();
  await expect.poll(open, patience).toBe(1);

  await mcp.close();
  const listen = async (signal: AbortSignal) =>
    (await fetch(service.url, { headers, signal })).status;
  for (const stream of [new AbortController(), new AbortController()]) {
    await expect.poll(() => listen(stream.signal), { timeout: 3_000, interval: 10 }).toBe(200);
    expect(await listen(stream.signal)).toBe(409);
    stream.abort();
  }
  await service.close();
  await store.close();
});

test('a watch that cannot list what is there leaves nothing behind', async () => {
  const store = await openMemoryStore();
  const open = countSubscriptions(store);
  const { transport } = store;
  const { readHeads } = transport;
  transport.readHeads = () => {
    throw new Error('down');
  };
  // It takes the names of any roster, as the server's desk does.
  const watch = createRevisionWatch(store as unknown as DeliverablesClient, 1_000);
  await expect(watch.start()).rejects.toThrow('down');
  await expect.poll(open, patience).toBe(0);
  transport.readHeads = readHeads;
  await watch.start();
  await expect.poll(open, patience).toBe(1);
  await watch.close();
  await store.close();
});
