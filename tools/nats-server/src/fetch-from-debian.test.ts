import { expect, test } from 'vitest';
import { parseArchiveAddress } from './fetch-from-debian.ts';

test('takes the main archive, and neither its updates nor others', () => {
  const targets = [
    'stable contrib https://other.example/debian/',
    'noble main https://ubuntu.example/ubuntu/',
    'bookworm-security main https://archive.example/debian-security/',
    'bookworm main https://archive.example/debian/',
    'bookworm main https://mirror.example/debian/',
  ];
  expect(parseArchiveAddress(targets.join('\n'))).toBe('https://archive.example/debian/');
});

test('says that there is none', () => {
  expect(() => parseArchiveAddress('')).toThrow('the sources of apt name no Debian archive');
});
