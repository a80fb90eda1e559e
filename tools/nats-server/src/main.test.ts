import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const run = (...words: string[]) =>
  spawnSync(
    process.execPath,
    [main, 'run', '--version', '2.10', '--', process.execPath, ...words],
    {
      encoding: 'utf8',
    },
  );

test('gives a command a server of its own, for as long as it runs', async () => {
  const { status, stdout } = run(
    '--eval',
    "require('net').connect(new URL(process.env.NATS_URL).port, '127.0.0.1').on('data', (info) => {" +
      ' console.log(process.env.NATS_URL, process.env.NATS_WS_URL, String(info));' +
      ' process.exit(7); })',
  );
  expect(stdout).toMatch(/^nats:\/\/127\.0\.0\.1:\d+ ws:\/\/127\.0\.0\.1:\d+ INFO .*"2\.10\./);
  expect(status).toBe(7);
  const monitor = fetch(stdout.split(' ')[0]?.replace('nats:', 'http:') ?? '');
  await expect(monitor).rejects.toThrow('fetch failed');
});

test('fails when the command is killed, or does not exist', () => {
  expect(run('--eval', "process.kill(process.pid, 'SIGKILL')").status).toBe(1);
  const missing = spawnSync(process.execPath, [main, 'run', '--', 'no-such-program'], {
    encoding: 'utf8',
  });
  expect(missing.status).not.toBe(0);
  expect(missing.stderr).toContain('ENOENT');
});
