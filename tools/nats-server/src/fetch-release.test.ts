import { expect, test } from 'vitest';
import { findDigest } from './fetch-release.ts';

const digest = (character: string) => character.repeat(64);

test("finds a file's digest by its whole name", () => {
  const digests = `${digest('a')}  server-linux-amd64.tar.gz\n${digest('b')}  linux-amd64.tar.gz\n`;
  expect(findDigest(digests, 'linux-amd64.tar.gz')).toBe(digest('b'));
});

test('throws when there is none, or none to speak of', () => {
  expect(() => findDigest('<html>', 'linux-amd64.tar.gz')).toThrow('none for linux-amd64.tar.gz');
  expect(() => findDigest('abc  linux-amd64.tar.gz', 'linux-amd64.tar.gz')).toThrow('none for');
});
