import { PassThrough } from 'node:stream';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { serveStdio } from '@agog/deliverables-mcp/stdio';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';

test('a store that is gone ends every request in its time, and a wait says so', async () => {
  await using server = await startServer();
  const transport = await connectNats({ servers: server.url });
  await using client = createClient({ transport, roster: defaultRoster });
  await client.initialize();
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  await using _service = await serveStdio({ client, agent: 'roy', stdin, stdout, timeout: 300 });
  let written = '';
  stdout.on('data', (chunk) => {
    written += chunk;
  });
  let id = 0;
  const ask = (method: string, params: object) => {
    id += 1;
    stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  };
  const answers = () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .sort((one, other) => one.id - other.id);
  const clientInfo = { name: 'test', version: '1.0.0' };
  ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
  await expect.poll(answers).toHaveLength(1);
  await server.kill();

  const report = { agent: 'cynthia', feature: 'REQ-1' };
  const work = { feature: 'REQ-1', summary: 'x', report: '# x' };
  const ref = { type: 'ref/resource', uri: 'agog://{agent}/{type}/{feature}' };
  const call = (name: string, input: object) => ask('tools/call', { name, arguments: input });
  call('publish_report', work);
  call('read_report', report);
  call('list_reports', {});
  call('wait_for_report', { ...report, timeout_seconds: 1 });
  ask('resources/read', { uri: 'agog://cynthia/research/REQ-1' });
  ask('completion/complete', { ref, argument: { name: 'feature', value: '' } });
  await expect.poll(answers, { timeout: 10_000 }).toHaveLength(7);
  const text = (code: string) => ({
    result: { isError: true, content: [{ text: expect.stringContaining(`"code":"${code}"`) }] },
  });
  const refused = { error: { data: { code: 'timeout', retryable: true } } };
  expect(answers().slice(1)).toMatchObject([
    ...Array.from({ length: 3 }, () => text('timeout')),
    text('store_unavailable'),
    refused,
    refused,
  ]);
});
