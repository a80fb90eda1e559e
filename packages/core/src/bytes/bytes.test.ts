import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from './base64url.ts';
import { equalBytes } from './equal-bytes.ts';
import { createMessageId } from './message-id.ts';
import { sha256, webSha256 } from './sha256.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const settings = { seed: 20261122, numRuns: 500 };

describe('UTF-8', () => {
  test('decode undoes encode for every text without lone surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
      settings,
    );
  });

  test('a byte order mark is kept and broken bytes are replaced', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    expect(decodeUtf8(Uint8Array.of(0x61, 0xff))).toBe('a\ufffd');
  });
});

test('base64url is the text that Node makes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
    settings,
  );
});

describe('SHA-256', () => {
  test('both ways give the digest that Node gives', async () => {
    for (const size of [0, 1, 55, 56, 64, 10_000]) {
      const bytes = new Uint8Array(size).fill(size);
      const expected = new Uint8Array(createHash('sha256').update(bytes).digest());
      expect(await sha256(bytes)).toEqual(expected);
      expect(await webSha256(bytes)).toEqual(expected);
    }
  });

  test('a view into a larger buffer is hashed as the view', async () => {
    const view = Uint8Array.of(1, 2, 3, 4).subarray(1, 3);
    expect(await sha256(view)).toEqual(await webSha256(Uint8Array.of(2, 3)));
  });
});

test('a message id has 22 characters and is never the same', () => {
  const ids = new Set(Array.from({ length: 1000 }, createMessageId));
  expect(ids.size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
});

test('bytes are equal when all of them are', () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true);
});
