import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '@agog-internal/nats-server';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../connect/connect.ts';
import { startLossyProxy } from '../outbox/lossy-proxy.fixture.ts';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';

const server = await startServer();
const client = await connect(server.url);
await client.initialize();
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});
const reportOf = (folder: { readonly path: string }): string[] =>
  readdirSync(join(folder.path, '.agog', 'outbox'));
const roy = (featureName: string) => ({ agent: 'roy', taskType: 'backend', featureName }) as const;

test('a store that is down: kept, tried again, published once', async () => {
  using folder = makeFolder();
  const environment = { AGOG_URL: server.url };
  const words = publishing('roy', 'DOWN', '--summary', 'Built', '--verdict', 'approved');
  await server.stop();
  const first = await folder.agog(words, { environment, input: '# Report' });
  expect(first).toMatchObject({ code: 3, stdout: '' });
  expect(first.stderr).toContain('agog outbox flush');
  const again = await folder.agog(words, { environment, input: '# Report' });
  expect(again.code).toBe(3);
  expect(reportOf(folder)).toHaveLength(1);
  const listed = await folder.agog(['outbox', '--json'], { environment });
  const [{ id }] = JSON.parse(listed.stdout).data;
  expect((await folder.agog(['outbox', 'flush'], { environment })).code).toBe(3);
  await server.restart();

  // For another store it stays where it is.
  expect((await folder.agog(['outbox', 'flush'])).code).toBe(1);
  const flushed = await folder.agog(['outbox', 'flush'], { environment });
  expect(JSON.parse(flushed.stdout)).toMatchObject({ status: 'complete', verdict: 'approved' });
  expect(reportOf(folder)).toEqual([]);
  const [head, ...others] = await client.history(roy('DOWN'));
  expect(others).toEqual([]);
  expect(head?.messageId).toBe(id);
  expect(await client.fetchNotice(roy('DOWN'))).toEqual(JSON.parse(flushed.stdout));
});

test('killed after the store took it, and before it could say so', async () => {
  await using proxy = await startLossyProxy(server.port);
  using folder = makeFolder();
  const environment = { AGOG_URL: proxy.url };
  const words = publishing('roy', 'KILLED', '--summary', 'Built');
  proxy.loseAnswers();
  const running = folder.start(words, { environment, input: '# Report' });
  await client.waitForReport(roy('KILLED'), { timeout: 10_000 });
  running.process.kill('SIGKILL');
  expect((await running.result).stdout).toBe('');
  expect(reportOf(folder)).toHaveLength(1);
  expect(await client.fetchNotice(roy('KILLED'))).toBeNull();

  proxy.heal();
  const flushed = await folder.agog(['outbox', 'flush'], { environment });
  expect(JSON.parse(flushed.stdout)).toMatchObject({ feature: 'KILLED', duplicate: true });
  expect(await client.history(roy('KILLED'))).toHaveLength(1);
  expect((await client.fetchNotice(roy('KILLED')))?.summary).toBe('Built');
  expect(reportOf(folder)).toEqual([]);
});

test('Ctrl-C keeps what was not acknowledged', async () => {
  await using proxy = await startLossyProxy(server.port);
  using folder = makeFolder();
  proxy.loseAnswers();
  const words = publishing('roy', 'STOPPED', '--summary', 'Built');
  const environment = { AGOG_URL: proxy.url };
  const running = folder.start(words, { environment, input: '# Report' });
  await client.waitForReport(roy('STOPPED'), { timeout: 10_000 });
  running.process.kill('SIGINT');
  const { code, stdout, stderr } = await running.result;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('kept in the outbox');
  expect(reportOf(folder)).toHaveLength(1);
  const { data } = JSON.parse((await folder.agog(['outbox', '--json'])).stdout);
  expect((await folder.agog(['outbox', 'drop', data[0].id])).code).toBe(0);
  expect(reportOf(folder)).toEqual([]);
});

test('what is older than the channel has is published only when told to', async () => {
  using folder = makeFolder();
  const environment = { AGOG_URL: server.url };
  await server.stop();
  const words = publishing('roy', 'OLD', '--summary', 'Old');
  await folder.agog(words, { environment, input: '# Old' });
  await server.restart();
  await client.publishReport({ ...roy('OLD'), reportContent: '# New' });
  const refused = await folder.agog(['outbox', 'flush'], { environment });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('--force');
  expect((await folder.agog(['outbox', 'flush', '--force'], { environment })).code).toBe(0);
  expect(await client.history(roy('OLD'))).toHaveLength(2);
});

test("what is no entry, or was never written whole, stands in nobody's way", async () => {
  using folder = makeFolder();
  folder.write('.agog/outbox/torn.entry', '{"outbox":1,"id":');
  folder.write('.agog/outbox/x.entry.999999999.draft', '');
  utimesSync(join(folder.path, '.agog/outbox/x.entry.999999999.draft'), 1, 1);
  const words = publishing('roy', 'REQ-1', '--summary', 'Built');
  expect(await folder.agog(words, { input: '# Report' })).toMatchObject({ code: 0 });
  expect(reportOf(folder)).toEqual(['torn.entry']);
  const listed = await folder.agog(['outbox']);
  expect(listed).toMatchObject({ code: 0, stdout: 'The outbox is empty.\n' });
  expect(listed.stderr).toContain('torn.entry');
});

test('streams that are missing on a server are said, with the way out', async () => {
  using folder = makeFolder();
  folder.write('agog.config.json', JSON.stringify({ prefix: 'other', url: server.url }));
  const words = publishing('roy', 'REQ-1', '--summary', 'Built');
  const { code, stderr } = await folder.agog(words, { input: '# Report' });
  expect(code).toBe(3);
  expect(stderr).toContain('agog apply');
});
