import { expect, test } from 'vitest';
import { parseServerVersion, readServerVersion } from './read-server-version.ts';

test('reads the version with and without a v', () => {
  expect(parseServerVersion('nats-server: v2.15.1\n')).toBe('2.15.1');
  expect(parseServerVersion('nats-server: 2.9.10')).toBe('2.9.10');
});

test('refuses another program', async () => {
  await expect(readServerVersion(process.execPath)).rejects.toThrow('expected "nats-server: v2.…"');
  await expect(readServerVersion('no-such-program')).rejects.toThrow('ENOENT');
});
