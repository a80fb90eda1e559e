import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient, type DeliverablesClient, defaultRoster } from '@agog/deliverables-core';
import { type McpHttpService, serveHttp } from '@agog/deliverables-mcp/http';
import { connectNats } from '@agog/deliverables-nats';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('mcp-server.ts', import.meta.url));
const inspector = fileURLToPath(new URL('../node_modules/.bin/mcp-inspector', import.meta.url));
const patience = { timeout: 10_000, interval: 10 };

let server: NatsServer;
let client: DeliverablesClient<typeof defaultRoster>;
let service: McpHttpService;
let home: string;

beforeAll(async () => {
  server = await startServer();
  const transport = await connectNats({ servers: server.url });
  client = createClient({ transport, roster: defaultRoster });
  await client.initialize();
  service = await serveHttp({ client, agent: 'cynthia', port: 0, token: 'correct-horse' });
  home = await mkdtemp(join(tmpdir(), 'agog-inspector-'));
});

afterAll(async () => {
  await service.close();
  await client.close();
  await server.stop();
  await rm(home, { recursive: true });
});

const stdioWords = () => ['--conditions=@agog/source', script, server.url];

test('two agents, one over HTTP and one over stdio, see each other on a real server', async () => {
  const cynthia = new Client({ name: 'cynthia', version: '1.0.0' });
  const requestInit = { headers: { authorization: 'Bearer correct-horse' } };
  await cynthia.connect(new StreamableHTTPClientTransport(new URL(service.url), { requestInit }));
  const roy = new Client({ name: 'roy', version: '1.0.0' });
  await roy.connect(new StdioClientTransport({ command: process.execPath, args: stdioWords() }));

  const uri = 'agog://cynthia/research/REQ-1';
  const updated: string[] = [];
  roy.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    updated.push(params.uri);
  });
  await roy.subscribeResource({ uri });
  const about = { agent: 'cynthia', feature: 'REQ-1' };
  const waiting = roy.callTool({ name: 'wait_for_report', arguments: about });
  const work = { feature: 'REQ-1', summary: 'Found it.', report: '# Findings\n\nIt is there.\n' };
  const { structuredContent: notice } = await cynthia.callTool({
    name: 'publish_report',
    arguments: work,
  });
  expect((await waiting).structuredContent).toEqual({ arrived: true, notice });
  await expect.poll(() => updated, patience).toEqual([uri]);

  const read = await roy.callTool({ name: 'read_report', arguments: about });
  expect(JSON.stringify(read.content)).toContain('It is there.');
  const answer = { feature: 'REQ-1', summary: 'Built it.', report: '# Built\n' };
  await roy.callTool({ name: 'publish_report', arguments: answer });
  const { structuredContent } = await cynthia.callTool({
    name: 'wait_for_report',
    arguments: { agent: 'roy', feature: 'REQ-1' },
  });
  expect(structuredContent).toMatchObject({ notice: { summary: 'Built it.' } });
  await Promise.all([cynthia.close(), roy.close()]);
});

/** What the Inspector's command line prints, as JSON. */
const inspect = async (target: readonly string[], ...words: string[]): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(inspector, ['--cli', ...target, ...words], {
    env: { ...process.env, HOME: home },
  });
  return JSON.parse(stdout);
};

test("the Inspector's command line lists, calls and reads, over stdio and HTTP", async () => {
  const http = [service.url, '--header', 'Authorization: Bearer correct-horse'];
  const stdio = [process.execPath, ...stdioWords()];
  const name = { agent: 'sylvia', taskType: 'critique', featureName: 'REQ-2' } as const;
  await client.publishReport({ ...name, reportContent: '# Critique\n\nSound.\n' });
  const uri = 'agog://sylvia/critique/REQ-2';

  const onboard = ['--method', 'prompts/get', '--prompt-name', 'onboard-roy'];
  const call = ['--method', 'tools/call', '--tool-name', 'read_report'];
  const [list, prompt, answer, read] = await Promise.all([
    // `--strict` fails for a schema that not every client takes.
    inspect(stdio, '--method', 'tools/list', '--strict'),
    inspect(stdio, ...onboard, '--prompt-args', 'feature=REQ-2'),
    inspect(http, ...call, '--tool-arg', 'agent=sylvia', 'feature=REQ-2'),
    inspect(http, '--method', 'resources/read', '--uri', uri),
  ]);
  expect(list).toMatchObject({ tools: { length: 4 } });
  expect(answer).toMatchObject({ structuredContent: { kind: 'report', sequence: 1 } });
  expect(read).toMatchObject({ contents: [{ uri, text: expect.stringContaining('Sound.') }] });
  expect(JSON.stringify(prompt)).toContain('You are the agent roy');
});
