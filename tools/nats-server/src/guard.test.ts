import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startGuard } from './guard.ts';

const folderForTest = () => mkdtempSync(join(tmpdir(), 'agog-guard-'));

test('kills the process it watches last and removes the folder, when released', async () => {
  const folder = folderForTest();
  const [first, last] = [spawn('sleep', ['600']), spawn('sleep', ['600'])];
  const guard = startGuard([folder]);
  guard.watch(first.pid ?? null);
  guard.watch(last.pid ?? null);
  const ended = once(last, 'exit');
  await guard.release();
  expect((await ended)[1]).toBe('SIGKILL');
  expect(first.exitCode ?? first.signalCode).toBe(null);
  expect(existsSync(folder)).toBe(false);
  first.kill();
});

test('cleans up after a process that was killed', async () => {
  const folder = folderForTest();
  const guard = fileURLToPath(new URL('guard.ts', import.meta.url));
  // The guarded process shares its stdout with the crashing one: the stream ends when both have.
  const script = `
    import { spawn } from 'node:child_process';
    import { startGuard } from ${JSON.stringify(guard)};
    const guarded = spawn('sleep', ['600'], { stdio: 'inherit' });
    startGuard([${JSON.stringify(folder)}]).watch(guarded.pid);
    setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  `;
  const crashing = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(crashing, 'exit');
  await text(crashing.stdout);
  expect((await ended)[1]).toBe('SIGKILL');
  await vi.waitUntil(() => !existsSync(folder), { timeout: 10_000 });
});
