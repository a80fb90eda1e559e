import { PassThrough } from 'node:stream';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../connections.fixture.ts';
import { serveStdio } from '../stdio/serve-stdio.ts';
import { openMemoryStore } from '../store.fixture.ts';
import { createMcpServer } from './create-mcp-server.ts';

const openClient = () => {
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  onTestFinished(() => client.close());
  return client;
};

test('a store without streams is served: the tools say what is missing', async () => {
  const client = openClient();
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer({ client, agent: 'roy' }).connect(far);
  const mcp = await connect(near, false);
  const { content, isError } = await mcp.callTool({
    name: 'publish_report',
    arguments: { feature: 'REQ-1', summary: 'x', report: '# x' },
  });
  expect(isError).toBe(true);
  expect(JSON.stringify(content)).toContain('stream_not_found');
  const uri = 'agog://roy/backend/REQ-1';
  await expect(mcp.subscribeResource({ uri })).rejects.toThrow('stream');
  // The store is watched as soon as it is there, and the next one to ask tries again.
  await client.initialize();
  let changes = 0;
  mcp.setNotificationHandler('notifications/resources/list_changed', () => {
    changes += 1;
  });
  await mcp.callTool({ name: 'list_reports' });
  const publish = async (featureName: string) => {
    const name = { agent: 'roy', taskType: 'backend', featureName } as const;
    await client.publishReport({ ...name, reportContent: 'x' });
  };
  const published = () => publish(`REQ-${crypto.randomUUID()}`).then(() => changes);
  await expect.poll(published).toBeGreaterThan(0);
  await mcp.subscribeResource({ uri });
  await mcp.close();
});

test('a long list comes in pages, of one listing; many new channels are told of together', async () => {
  const client = await openMemoryStore();
  onTestFinished(() => client.close());
  const { transport } = client;
  const { readHeads } = transport;
  let reads = 0;
  transport.readHeads = (...input) => {
    reads += 1;
    return readHeads(...input);
  };
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer({ client, agent: 'roy' }).connect(far);
  const mcp = await connect(near, false);
  let changes = 0;
  mcp.setNotificationHandler('notifications/resources/list_changed', () => {
    changes += 1;
  });
  await mcp.subscribeResource({ uri: 'agog://roy/backend/REQ-1' });
  const publish = (number: number) => {
    const name = { agent: 'roy', taskType: 'backend', featureName: `REQ-${number}` } as const;
    return client.publishReport({ ...name, reportContent: 'x' });
  };
  const start = performance.now();
  for (let number = 0; number < 1_005; number += 1) await publish(number);
  const most = 2 + Math.floor((performance.now() - start) / 250);
  await client.listReports();
  const perList = reads;
  reads = 0;

  const pages: number[] = [];
  const uris = new Set<string>();
  let cursor: string | undefined = '';
  do {
    const page: Awaited<ReturnType<typeof mcp.listResources>> = await mcp.listResources({ cursor });
    pages.push(page.resources.length);
    for (const { uri } of page.resources) uris.add(uri);
    if (pages.length === 1) await publish(1_005);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(pages).toEqual([500, 500, 5]);
  expect(uris.size).toBe(1_005);
  expect(reads).toBeLessThanOrEqual(perList);
  await expect(mcp.listResources({ cursor: 'made-up' })).rejects.toThrow('cursor');
  // A list that is not kept goes on behind the last address.
  const behind = `${crypto.randomUUID()}.agog://roy/backend/REQ-998`;
  expect((await mcp.listResources({ cursor: behind })).resources).toHaveLength(1);
  await expect.poll(() => changes).toBeGreaterThan(0);
  expect(changes).toBeLessThanOrEqual(most);
  await mcp.close();
});

test('standard input that ends, ends the service; a message that is too long does as well', async () => {
  const client = await openMemoryStore();
  onTestFinished(() => client.close());
  for (const end of [
    (stdin: PassThrough) => stdin.end(),
    (stdin: PassThrough) => stdin.write(Buffer.alloc(16 * 1024 * 1024 + 1, 'x')),
  ]) {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const service = await serveStdio({ client, agent: 'roy', stdin, stdout });
    end(stdin);
    await service.finished;
    await service.close();
  }
});

test('refuses options that it cannot serve', async () => {
  const client = openClient();
  // @ts-expect-error nobody of that name
  expect(() => createMcpServer({ client, agent: 'mallory' })).toThrow('no agent "mallory"');
  // @ts-expect-error no client
  expect(() => createMcpServer({ agent: 'roy' })).toThrow('client must be');
  // @ts-expect-error no options
  expect(() => createMcpServer()).toThrow('options must be');
  // @ts-expect-error no text
  expect(() => createMcpServer({ client, agent: 'roy', version: 1 })).toThrow('version must be');
  // @ts-expect-error no stream
  await expect(serveStdio({ client, agent: 'roy', stdin: {} })).rejects.toThrow('stdin must be');
});
