import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './with-file-lock.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agog-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('lets one in after the other', async () => {
  const lock = join(folder, 'lock');
  const happened: string[] = [];
  const visit = (name: string) =>
    withFileLock(lock, async () => {
      happened.push(`${name} in`);
      await Promise.resolve();
      happened.push(`${name} out`);
      return name;
    });
  expect(await Promise.all([visit('a'), visit('b')])).toEqual(['a', 'b']);
  expect(happened).toEqual(['a in', 'a out', 'b in', 'b out']);
  expect(existsSync(lock)).toBe(false);
});

test('opens again after a failure', async () => {
  const lock = join(folder, 'lock');
  const fail = () => withFileLock(lock, () => Promise.reject(new Error('no')));
  await expect(fail()).rejects.toThrow('no');
  expect(await withFileLock(lock, () => 'in')).toBe('in');
});

test('takes over from a process that has died', async () => {
  const lock = join(folder, 'lock');
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  writeFileSync(lock, String(child.pid));
  expect(await withFileLock(lock, () => 'in')).toBe('in');
});
