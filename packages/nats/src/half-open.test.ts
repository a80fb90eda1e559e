import {
  createClient,
  type DeliverablesClient,
  defaultRoster,
  type ReportReceipt,
  type Transport,
} from '@agog/deliverables-core';
import { connectNats, type NatsOptions } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';
import { startSlowProxy } from './slow-proxy.fixture.ts';

const research = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: 'customer-search',
} as const;

/** Connects, and notes when which status came. */
const open = async (
  options: NatsOptions,
): Promise<{ transport: Transport; statuses: { type: string; at: number }[] }> => {
  const statuses: { type: string; at: number }[] = [];
  const transport = await connectNats({
    ...options,
    onStatus: ({ type }) => statuses.push({ type, at: performance.now() }),
  });
  return { transport, statuses };
};

const fast = { pingInterval: 100, maxPingOut: 2 };
const large = 'x'.repeat(10 * 1024 * 1024);

/** Publishes five reports of ten megabytes at once. */
const publishLarge = (client: DeliverablesClient<typeof defaultRoster>): Promise<ReportReceipt>[] =>
  ['a', 'b', 'c', 'd', 'e'].map((featureName) =>
    client.publishReport({ ...research, featureName, reportContent: large }),
  );

test('a frozen server is noticed within 15 seconds by default', async () => {
  await using server = await startServer();
  const { transport, statuses } = await open({ servers: server.url });
  await server.freeze();
  const start = performance.now();
  await expect.poll(() => statuses.length, { timeout: 20_000, interval: 50 }).toBe(1);
  expect((statuses[0]?.at ?? 0) - start).toBeLessThan(15_000);
  server.thaw();
  await expect.poll(() => statuses.at(-1)?.type).toBe('reconnected');
  await transport.close();
});

test('a frozen server is noticed under large reports, which are stored once it is back', async () => {
  await using server = await startServer();
  const { transport, statuses } = await open({ servers: server.url, ...fast });
  const client = createClient({ transport, roster: defaultRoster });
  await client.initialize();
  await server.freeze();
  // More than the system takes on the way, so that some of it waits here.
  const publishing = Promise.all(publishLarge(client));
  await expect.poll(() => statuses.map(({ type }) => type)).toEqual(['disconnected']);
  server.thaw();
  const receipts = await publishing;
  expect(receipts.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5]);
  expect(await client.listReports()).toHaveLength(5);
  await client.close();
});

test('a slow line is not taken for a dead one', async () => {
  await using server = await startServer();
  await using proxy = await startSlowProxy(server.port, 8_000_000);
  const { transport, statuses } = await open({
    servers: `nats://127.0.0.1:${proxy.port}`,
    pingInterval: 500,
    maxPingOut: 3,
  });
  const client = createClient({ transport, roster: defaultRoster });
  await client.initialize();
  // A PONG comes behind 50 megabytes, three times later than silence is borne.
  await Promise.all(publishLarge(client));
  expect(statuses).toEqual([]);
  expect(proxy.connections).toBe(1);
  await client.close();
});

test('a server may be away for longer than silence is borne', async () => {
  await using server = await startServer();
  const { transport, statuses } = await open({ servers: server.url, pingInterval: 500 });
  await server.stop();
  // After 1.5 to 2 seconds the line would count as dead, in the middle of dialing anew.
  const stopped = performance.now();
  await expect.poll(() => performance.now() - stopped, { timeout: 5_000 }).toBeGreaterThan(2_500);
  await server.restart();
  await expect
    .poll(() => statuses.map(({ type }) => type), { timeout: 10_000 })
    .toEqual(['disconnected', 'reconnected']);
  await transport.close();
});

test('a large report that comes over a slow line is asked for once', async () => {
  await using server = await startServer();
  await using proxy = await startSlowProxy(server.port, 1_000_000, 'from the server');
  const near = await open({ servers: server.url });
  const author = createClient({ transport: near.transport, roster: defaultRoster });
  await author.initialize();
  await author.publishReport({ ...research, reportContent: large });
  const far = await open({ servers: `nats://127.0.0.1:${proxy.port}` });
  const reader = createClient({ transport: far.transport, roster: defaultRoster });
  // Ten seconds for once; asked for anew while it comes, it would take two or three times as long.
  const report = await reader.fetchReport(research, { timeout: 20_000 });
  expect(report?.content).toHaveLength(large.length);
  await reader.close();
  await author.close();
});
