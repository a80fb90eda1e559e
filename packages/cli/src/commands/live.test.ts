import { startServer } from '@agog-internal/nats-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../connect/connect.ts';
import { type AgogInput, makeFolder, publishing } from '../temporary-folder.fixture.ts';

const server = await startServer();
afterAll(() => server[Symbol.asyncDispose]());
beforeAll(async () => {
  await using client = await connect(server.url);
  await client.initialize();
});
const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());
const inJson = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe.each([
  ['SQLite', (): AgogInput => ({})],
  ['NATS', (): AgogInput => ({ environment: { AGOG_URL: server.url } })],
  ['WebSocket', (): AgogInput => ({ environment: { AGOG_URL: server.websocketUrl } })],
])('two terminals over %s', (name, store) => {
  const feature = `REQ-${name}`;
  const publish = (agent: string, ...others: readonly string[]) =>
    folder.agog(publishing(agent, feature, '--summary', 'Done', ...others), {
      ...store(),
      input: `# Of ${agent}`,
    });

  test('see reports and notices of each other', async () => {
    const watching = folder.start(
      ['watch', '--feature', feature, '--limit', '4', '--json'],
      store(),
    );
    const waiting = folder.start(['wait', 'jen', feature, '--timeout', '20s'], store());
    await watching.says('Watching');
    const roy = await publish('roy');
    expect(roy).toMatchObject({ code: 0 });
    const jen = await publish('jen', '--status', 'failed', '--file', '-');
    expect(await waiting.result).toMatchObject({ code: 6, stdout: jen.stdout });
    const { code, stdout } = await watching.result;
    expect(code).toBe(0);
    const lines = inJson(stdout);
    expect(lines.every(({ ok }) => ok)).toBe(true);
    const reports = lines.filter(({ kind }) => kind === 'report').map(({ data }) => data.agent);
    const notices = lines.filter(({ kind }) => kind === 'notice').map(({ data }) => data);
    expect(reports).toEqual(['roy', 'jen']);
    expect(notices).toEqual([JSON.parse(roy.stdout), JSON.parse(jen.stdout)]);
  });

  test('wait ends with what it found, or in time', async () => {
    expect((await folder.agog(['wait', 'roy', feature], store())).code).toBe(0);
    const report = await folder.agog(['wait', 'roy', feature, '--report', '--json'], store());
    expect(inJson(report.stdout)).toMatchObject([{ kind: 'report', data: { title: 'Of roy' } }]);
    const late = await folder.agog(
      ['wait', 'roy', feature, '--after', '999', '--timeout', '200ms'],
      store(),
    );
    expect(late).toMatchObject({ code: 4, stdout: '' });
    expect(late.stderr).toContain('agog chain');
  });

  test('Ctrl-C ends a watch at once', async () => {
    const watching = folder.start(['watch'], store());
    await watching.says('Watching');
    watching.process.kill('SIGINT');
    const { code, stdout, stderr } = await watching.result;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).not.toContain('error');
  });
});
