import { join } from 'node:path';
import { connect } from '@agog/deliverables';
import { defineRoster } from '@agog/deliverables-core';
import { startServer } from '@agog-internal/nats-server';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from '../temporary-folder.fixture.ts';

const server = await startServer({ user: 'roy', password: 'swordfish' });
const folder = makeFolder();
afterAll(async () => {
  folder[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});
const nats = { user: 'roy', password: 'swordfish' };

test.each([
  ['memory', () => 'memory:'],
  ['sqlite', () => `sqlite:${join(folder.path, 'x.db')}`],
  ['nats', () => server.url],
  ['ws', () => server.websocketUrl],
])('%s', async (_, url) => {
  await using client = await connect(url(), { nats });
  await client.initialize();
  const name = { agent: 'roy', taskType: 'backend', featureName: 'x' } as const;
  const receipt = await client.publishReport({ ...name, reportContent: '# Report' });
  expect(await client.fetchReport(receipt)).toMatchObject({ content: '# Report' });
});

test('with a roster of its own, whose names are known to the compiler', async () => {
  const roster = defineRoster({
    dora: { stream: 'docs', taskTypes: ['guide'], purpose: 'Documents' },
  });
  await using client = await connect('memory:', { roster });
  await client.initialize();
  const stages = await client.chain('x');
  expect(stages).toMatchObject([{ agent: 'dora', taskType: 'guide' }]);
});

test.each([
  'http://u:hush@host',
  'sqlite:',
  'sqlite::memory:',
  'sqlite://host/x',
  'reports.db',
  'nats:',
  'memory:x',
  '',
])('refuses %s, without repeating it', async (url) => {
  const failure = await connect(url).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'invalid_argument',
    hint: expect.stringContaining('sqlite:'),
  });
  expect(String(failure)).not.toContain('hush');
});

test('a creds file that is missing is named, over WebSocket too', async () => {
  const options = { nats: { credsFile: '/no/roy.creds' } };
  for (const url of [server.url, server.websocketUrl]) {
    await expect(connect(url, options)).rejects.toThrow('/no/roy.creds');
  }
});
