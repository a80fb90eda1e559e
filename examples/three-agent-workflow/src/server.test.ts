import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  largeProject,
  makeTree,
  smallProject,
  type TemporaryTree,
} from './source-tree/tree.fixture.ts';
import { start } from './start.fixture.ts';

let server: NatsServer;
let project: TemporaryTree;
let temporary: string;
// Percent-encoded in a URL, as it has to be: it holds what ends a user's name there.
const password = 'open:sesame@42';
const withCredentials = (url: string, secret = password): string =>
  url.replace('://', `://ada:${encodeURIComponent(secret)}@`);

beforeAll(async () => {
  server = await startServer({ user: 'ada', password });
  project = await makeTree(smallProject);
  temporary = await mkdtemp(join(tmpdir(), 'three-agents-test-'));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await project[Symbol.asyncDispose]();
  await rm(temporary, { recursive: true, force: true });
});

const url = (): string => withCredentials(server.url);
const run = (...args: string[]) => start(['--source', project.folder, ...args], temporary);

/** How many connections of the agents and the orchestrator the server has seen. */
async function connectionsSeen(): Promise<number> {
  const response = await fetch(`${server.monitorUrl}/connz?state=any`);
  // The cast: this is the documented shape of the answer.
  const { connections } = (await response.json()) as { connections: { name?: string }[] };
  return connections.filter(({ name }) => name === 'three-agent-workflow').length;
}

// Five processes take their time on a machine that has other things to do.
describe('over a server, with each agent a process of its own', { timeout: 90_000 }, () => {
  it.each([
    ['nats', url, 'TCP'],
    ['ws', () => withCredentials(server.websocketUrl), 'WebSocket'],
  ])('tells the same story with --%s, and no credentials', async (option, urlOf, way) => {
    const before = await connectionsSeen();
    const { code, output, errors } = await run(`--${option}`, urlOf());
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(new RegExp(`store +NATS server 127\\.0\\.0\\.1:\\d+, over ${way}`));
    expect(output.match(/^ {3}fetched {4}[\d,]+ tokens: \w+ of \w+ #\d+, /gm)).toHaveLength(11);
    expect(output).toMatch(/All 8 checks passed/);
    expect(output).not.toContain('sesame');
    // One for the orchestrator, one for each agent, and one that waits for each agent's notice.
    expect((await connectionsSeen()) - before).toBe(7);
  });

  it('prints the same document, and finds planted errors', async () => {
    const { code, output } = await run('--json', '--plant-errors', '--nats', url());
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      ...{ ok: true, store: { transport: 'nats', path: null } },
      critique: { verdict: 'rejected' },
      stages: [{ agent: 'cynthia' }, { agent: 'sylvia' }, { agent: 'roy', published: null }],
    });
  });

  it('says what went wrong in an agent’s process', async () => {
    await using empty = await makeTree({ 'logo.png': '\u0000' });
    const { code, errors } = await start(['--source', empty.folder, '--nats', url()], temporary);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringContaining('holds no text file'),
    });
  });

  it('stops cleanly when interrupted, the agent with it', async () => {
    await using tree = await makeTree(largeProject(400));
    const args = ['--source', tree.folder, '--nats', url()];
    const { code, errors } = await start(args, temporary, (stop) => stop());
    expect({ code, errors }).toEqual({ code: 130, errors: 'Interrupted.\n' });
  });

  it.each([
    ['a wrong password', () => withCredentials(server.url, 'sesame-no'), /authenti|password/i],
    ['a server that is not there', () => 'nats://ada:sesame@127.0.0.1:1', /127\.0\.0\.1:1/],
  ])('says what is wrong with %s, without naming it', async (_, urlOf, message) => {
    const { code, output, errors } = await run('--nats', urlOf());
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(`${output}${errors}`).not.toContain('sesame');
  });
});
