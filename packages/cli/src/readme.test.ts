import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';
import { makeFolder } from './temporary-folder.fixture.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** What never ends by itself is interrupted once it runs, and says so by its exit code. */
const interrupted = (line: string): string =>
  /^agog (watch|mcp)\b/.test(line)
    ? `timeout --preserve-status -s INT 0.6 ${line.replace(/^agog/, '"$NODE" --conditions=@agog/source "$MAIN"').replace(/\s#.*/, '')} < /dev/null || [ $? = 130 ]`
    : line;

/** The shell blocks of the README, as one script that stops where a line fails. */
const script = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)]
  .flatMap(([, block = '']) => block.split('\n').map(interrupted))
  .join('\n');

test('every command of the README does what it says', { timeout: 120_000 }, async () => {
  await using server = await startServer();
  using folder = makeFolder();
  const prelude = 'set -euo pipefail\nagog() { "$NODE" --conditions=@agog/source "$MAIN" "$@"; }\n';
  const commands = script.replaceAll('nats://localhost:4222', server.url);
  const child = spawn('bash', ['-c', `${prelude}set -v\n${commands}`], {
    cwd: folder.path,
    env: { PATH: process.env.PATH, HOME: folder.path, NODE: process.execPath, MAIN: main },
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      told += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
});
