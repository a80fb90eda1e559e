import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { connect } from '../connections.fixture.ts';
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
