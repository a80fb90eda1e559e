import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';

const flags = ['--conditions=@agog/source'];

/** Runs a command as the root's script of that name does, in a folder with a `.env` unless that would be empty. */
const run = async (
  name: string,
  environment: Readonly<Record<string, string>>,
  words: string[] = [],
  given: Readonly<Record<string, string>> = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'agog-operate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const lines = Object.entries(environment).map((entry) => entry.join('='));
  if (lines.length > 0) await writeFile(join(folder, '.env'), lines.join('\n'));
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { NATS_URL, NATS_USER, NATS_PASSWORD, NATS_MONITOR_URL, ...others } = process.env;
  const env = { ...others, ...given };
  const child = spawn(process.execPath, [...flags, script, ...words], { cwd: folder, env });
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, exitCode };
};

const open = async (): Promise<NatsServer> => {
  const server = await startServer({ user: 'agog', password: 'p@ss' });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

test('init:nats-streams creates the six streams and that of the notices, once, and says so', async () => {
  const { url, monitorUrl } = await open();
  const environment = { NATS_URL: url, NATS_USER: 'agog', NATS_PASSWORD: 'p@ss' };
  const first = await run('init-nats-streams', environment);
  expect(first).toMatchObject({ exitCode: 0, errors: '' });
  expect(first.output).toContain(`Connected to ${url}.`);
  expect(first.output.match(/ {2}created$/gm)).toHaveLength(7);
  expect(first.output).toContain('All 7 streams are as the roster has them.');
  const second = await run('init-nats-streams', environment, ['--allow-drop']);
  expect(second.output.match(/ {2}unchanged$/gm)).toHaveLength(7);
  expect(second.exitCode).toBe(0);
  const look = await run('doctor', { ...environment, NATS_MONITOR_URL: monitorUrl });
  expect(look.output).toContain('sync_interval');
  expect(look.output).toContain('the user agog of the account');
  expect(look.exitCode).toBe(1);
});

test('init:nats-streams says what is in the way', async () => {
  const { url } = await open();
  const wrong = await run('init-nats-streams', {
    NATS_URL: url,
    NATS_USER: 'agog',
    NATS_PASSWORD: 'x1y2',
  });
  expect(wrong).toMatchObject({ exitCode: 2, output: '' });
  expect(wrong.errors).toContain('Check user, password');
  expect(wrong.errors).not.toContain('.env');
  expect(wrong.errors).not.toContain('x1y2');
  const odd = await run('init-nats-streams', { NATS_URL: url }, ['--alow-drop']);
  expect(odd).toMatchObject({ exitCode: 2, errors: expect.stringContaining('--alow-drop') });
});

test.each(['init-nats-streams', 'doctor'])('%s names the file that is not there', async (name) => {
  const { url } = await open();
  const refused = await run(name, {}, [], { NATS_URL: url });
  expect(refused.errors).toContain('cp .env.example .env');
  expect(refused.exitCode).toBe(2);
});

test('doctor says that an address is none', async () => {
  const look = await run('doctor', { NATS_URL: 'http://agog:secret@localhost:4222' });
  expect(look.output).toContain('address_invalid');
  expect(look.output).not.toContain('secret');
  expect(look.exitCode).toBe(2);
});

test('doctor says what is missing', async () => {
  const { url } = await open();
  const environment = { NATS_URL: url, NATS_USER: 'agog', NATS_PASSWORD: 'p@ss' };
  const look = await run('doctor', environment);
  expect(look.output.match(/stream_missing/g)).toHaveLength(7);
  expect(look.exitCode).toBe(2);
});
