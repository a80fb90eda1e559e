import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../store.fixture.ts';
import { serveStdio } from './serve-stdio.ts';

const clientInfo = { name: 'test', version: '1.0.0' };
const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };

const call = (id: number, name: string, input: object) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: input },
});

/** All that the server writes when these calls are the last that it hears. */
const pipe = async (calls: readonly object[], timeout?: number): Promise<string> => {
  const client = await openMemoryStore();
  onTestFinished(() => client.close());
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const { finished } = await serveStdio({ client, agent: 'roy', stdin, stdout, timeout });
  const greeting = { jsonrpc: '2.0', id: 1, method: 'initialize', params: hello };
  const ready = { jsonrpc: '2.0', method: 'notifications/initialized' };
  stdin.end([greeting, ready, ...calls].map((line) => `${JSON.stringify(line)}\n`).join(''));
  await finished;
  stdout.end();
  return text(stdout);
};

test('what was asked before the input ended is answered', async () => {
  const work = { feature: 'REQ-1', summary: 'Built it.', report: '# Built' };
  const waiting = { agent: 'roy', feature: 'REQ-1' };
  const written = await pipe([
    call(2, 'publish_report', work),
    call(3, 'wait_for_report', waiting),
    call(4, 'list_reports', {}),
  ]);
  const answers = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const byId = new Map(answers.map(({ id, result }) => [id, result]));
  expect(byId.get(2)).toMatchObject({ structuredContent: { status: 'complete', sequence: 1 } });
  expect(byId.get(3)).toMatchObject({ structuredContent: { arrived: true } });
  expect(byId.get(4)).toMatchObject({ structuredContent: { reports: expect.any(Array) } });
});

test('nobody waits for an answer longer than the time for one', async () => {
  const waiting = call(2, 'wait_for_report', { agent: 'cynthia', feature: 'REQ-1' });
  const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } };
  expect(await pipe([waiting], 50)).not.toContain('"id":2');
  expect(await pipe([waiting, cancel])).not.toContain('"id":2');
});
