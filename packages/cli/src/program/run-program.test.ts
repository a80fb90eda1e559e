import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startServer } from '@agog-internal/nats-server';
import stringWidth from 'fast-string-truncated-width';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';
import { agentCommands } from './agent-commands.ts';
import { operatingCommands } from './operating-commands.ts';
import { runProgram } from './run-program.ts';

const folder = makeFolder();
const server = await startServer({ user: 'roy', password: 'swordfish' });
afterAll(async () => {
  folder[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Runs a command line in this process, on a terminal of a width. */
const onTerminal = async (words: readonly string[], columns: number, environment = {}) => {
  let told = '';
  const stream = {
    ...{ isTTY: true, columns },
    write(chunk: string | Uint8Array, done?: () => void) {
      told += chunk;
      done?.();
      return true;
    },
  };
  const surroundings = {
    ...{ environment, folder: folder.path, signal: new AbortController().signal },
    ...{ standardOutput: stream, standardError: stream },
    input: (async function* () {})(),
  };
  const code = await runProgram(words, surroundings);
  return { code, told };
};

test('help lists every command, and each explains itself', async () => {
  const entries = [...agentCommands, ...operatingCommands];
  const names = entries.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const { code, told } = await onTerminal(['--help'], 100);
  expect(code).toBe(0);
  for (const name of names) {
    expect(told).toContain(`  ${name}`);
    const help = await onTerminal([name, '--help'], 100);
    expect(help).toMatchObject({ code: 0, told: expect.stringContaining(`Usage: agog ${name}`) });
  }
});

test.each([
  [['publsh'], 'Did you mean publish?'],
  [['ls', '--agnt', 'roy'], '--agent'],
  [['get', 'roy', 'X', '--timeout', 'soon'], '500ms'],
  [['publish', '--agent', 'roy', '--feature', 'X', '--verdict', 'ok'], 'approved'],
])('%j is wrong usage', async (words, told) => {
  expect(await onTerminal(words, 100)).toEqual({ code: 2, told: expect.stringContaining(told) });
});

test('a wrong command line is data too, with --json', async () => {
  for (const words of [
    ['publsh', '--json'],
    ['ls', '--json', '--agnt', 'roy'],
    ['get', '--lines', 'x', '--json'],
  ]) {
    const { code, stdout, stderr } = await folder.agog(words);
    expect(code).toBe(2);
    const { ok, error } = JSON.parse(stdout);
    expect({ ok, code: error.code }).toEqual({ ok: false, code: 'invalid_argument' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(error.message);
  }
});

describe('what is printed', () => {
  test('tables are as wide as the terminal, and have colours only there', async () => {
    const title =
      '# 検索の速さについての長い報告書 with a very long title that goes on and on and on\u001B[31m';
    await folder.agog(publishing('roy', 'REQ-1', '--summary', 'Done'), { input: title });
    const wide = await onTerminal(['ls'], 70);
    expect(wide.told).toContain('\u001B[1m');
    expect(wide.told).not.toContain('\u001B[31m');
    expect(wide.told).toContain('…');
    const plain = await onTerminal(['ls'], 70, { NO_COLOR: '1' });
    expect(plain.told).not.toContain('\u001B');
    expect((await onTerminal(['ls', '--no-color'], 70)).told).toBe(plain.told);
    for (const width of [1, 20, 40, 60]) {
      const { told } = await onTerminal(['ls', '--no-color'], width);
      const columns = told.split('\n').map((line) => stringWidth(line).width);
      expect(Math.max(...columns)).toBeLessThanOrEqual(Math.max(width, 'AGENT'.length));
    }
    const piped = await folder.agog(['ls']);
    expect(piped.stdout).toContain('on and on and on');
    expect(piped.stdout).not.toContain('\u001B');
  });

  test('an error is data with --json, and has its stack only with --debug', async () => {
    const { code, stdout, stderr } = await folder.agog(['get', 'roy', 'NO', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect((await folder.agog(['get', 'roy', 'NO', '--debug'])).stderr).toContain('    at ');
  });

  test('a reader that has seen enough is no error', async () => {
    const main = fileURLToPath(new URL('../main.ts', import.meta.url));
    const line = `"${process.execPath}" --conditions=@agog/source "${main}" get roy REQ-1 | true; echo "\${PIPESTATUS[0]}"`;
    const child = spawn('bash', ['-c', line], { cwd: folder.path });
    let told = '';
    child.stdout.on('data', (chunk) => {
      told += chunk;
    });
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(told).toBe('0\n');
  });
});

describe('secrets are in no output', () => {
  const host = server.url.replace('nats://', '');
  test.each([
    ['in the URL', { AGOG_URL: `nats://roy:hush-1@${host}` }],
    ['in the environment', { AGOG_URL: server.url, AGOG_USER: 'roy', AGOG_PASSWORD: 'hush-1' }],
  ])('%s', async (_, environment) => {
    const words = publishing('roy', 'REQ-2', '--summary', 'Done', '--debug', '--json');
    const refused = await folder.agog(words, { environment, input: '# Report' });
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('authentication_failed');
    const listed = await folder.agog(['outbox', '--json'], { environment });
    for (const text of [refused.stdout, refused.stderr, listed.stdout]) {
      expect(text).not.toContain('hush-1');
    }
    expect(listed.stdout).toContain(host);
  });
});
