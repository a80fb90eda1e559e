import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findServer, provideServer } from './provide-server.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agog-provide-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that answers `--version` as a nats-server of that version does. */
function writeServer(name: string, version: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "nats-server: v${version}"\n`, { mode: 0o755 });
  return path;
}

test('takes what NATS_SERVER_BIN names, of whichever line, when none is asked for', async () => {
  const path = writeServer('mine', '2.9.25');
  const found = await findServer({ environment: { NATS_SERVER_BIN: path } });
  expect(found).toEqual({ path, version: '2.9.25' });
});

test('passes over NATS_SERVER_BIN for another line', async () => {
  const NATS_SERVER_BIN = writeServer('mine', '2.9.25');
  const onPath = writeServer('nats-server', '2.10.1');
  const environment = { NATS_SERVER_BIN, PATH: folder };
  expect(await provideServer({ version: '2.10', environment })).toBe(onPath);
});

test('says what is wrong with NATS_SERVER_BIN', async () => {
  const tooOld = writeServer('old', '2.8.4');
  const provide = (path: string) => provideServer({ environment: { NATS_SERVER_BIN: path } });
  await expect(provide(tooOld)).rejects.toThrow('2.8.4 is older than 2.9. Let it name');
  await expect(provide(join(folder, 'none'))).rejects.toThrow('ENOENT');
});

test('passes over a server on the PATH that is too old, and takes the one in the cache', async () => {
  writeServer('nats-server', '2.14.0');
  const { HOME, XDG_CACHE_HOME } = process.env;
  const environment = { HOME, XDG_CACHE_HOME, PATH: folder };
  const found = await findServer({ environment });
  expect(found.path).not.toContain(folder);
  expect(await findServer({ environment: { ...environment, PATH: '' } })).toEqual(found);
});
