import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gzip } from './gzip.ts';
import { decodePayload, encodePayload, type PayloadStage } from './payload-stage.ts';

const settings = { seed: 20261122, numRuns: 200 };
const limits = { maxBytes: 1_000_000 };
const content = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc.string({ maxLength: 5000 }).map((text) => new Uint8Array(Buffer.from(text.repeat(20)))),
);
const coded = (code: string) => expect.objectContaining({ code });

describe('gzip', () => {
  test('decode undoes encode, and other programs can read it', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const encoded = await gzip.encode(bytes);
        expect(new Uint8Array(gunzipSync(encoded))).toEqual(bytes);
        expect(await gzip.decode(encoded, { maxBytes: bytes.length })).toEqual(bytes);
        expect(await gzip.decode(new Uint8Array(gzipSync(bytes)), limits)).toEqual(bytes);
      }),
      settings,
    );
  });

  test('the limit is met to the byte', async () => {
    const encoded = await gzip.encode(new Uint8Array(5000));
    await expect(gzip.decode(encoded, { maxBytes: 5000 })).resolves.toHaveLength(5000);
    await expect(gzip.decode(encoded, { maxBytes: 4999 })).rejects.toThrow(
      coded('message_too_large'),
    );
  });

  test('a bomb is stopped without decompressing it', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(256 * 1024 * 1024)));
    const before = process.memoryUsage();
    await expect(gzip.decode(bomb, limits)).rejects.toThrow(coded('message_too_large'));
    const { rss, arrayBuffers } = process.memoryUsage();
    expect(arrayBuffers - before.arrayBuffers).toBeLessThan(32 * 1024 * 1024);
    expect(rss - before.rss).toBeLessThan(64 * 1024 * 1024);
  });

  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['plain text', () => new Uint8Array(Buffer.from('# Not compressed at all'))],
    ['a truncated end', (bytes) => bytes.subarray(0, -1)],
    ['a missing trailer', (bytes) => bytes.subarray(0, -8)],
    ['half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['garbage behind', (bytes) => Uint8Array.of(...bytes, 1, 2, 3, 4)],
    ['a zero behind', (bytes) => Uint8Array.of(...bytes, 0)],
    ['a second member', (bytes) => Uint8Array.of(...bytes, ...bytes)],
    ['a wrong checksum', (bytes) => bytes.with(-5, (bytes.at(-5) ?? 0) ^ 1)],
    ['a wrong size', (bytes) => bytes.with(-1, 1)],
  ])('%s is refused', async (_, damage) => {
    const encoded = await gzip.encode(new Uint8Array(Buffer.from('A report. '.repeat(1000))));
    await expect(gzip.decode(damage(encoded), limits)).rejects.toThrow(coded('integrity'));
  });

  test('a flipped bit never gives other bytes', async () => {
    const plain = new Uint8Array(Buffer.from('A report, longer than a line. '.repeat(100)));
    const encoded = await gzip.encode(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat(encoded.length * 8 - 1), async (bit) => {
        const index = bit >> 3;
        const flipped = encoded.with(index, (encoded[index] ?? 0) ^ (1 << (bit & 7)));
        const decoded = await gzip.decode(flipped, limits).catch((error) => error.code);
        // Bits of the header that say nothing about the content may flip unseen.
        expect([plain, 'integrity']).toContainEqual(decoded);
      }),
      settings,
    );
  });
});

describe('a payload', () => {
  const reverse: PayloadStage = {
    name: 'reverse',
    encode: async (bytes) => bytes.toReversed(),
    decode: async (bytes) => bytes.toReversed(),
  };

  test('decode undoes encode, for any stages in any order', async () => {
    const stages = fc.array(fc.constantFrom(gzip, reverse), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(content, stages, async (bytes, chain) => {
        const encoded = await encodePayload(bytes, chain);
        const names = chain.map(({ name }) => name);
        const exact = { maxBytes: bytes.length };
        expect(await decodePayload(encoded, names, [gzip, reverse], exact)).toEqual(bytes);
      }),
      settings,
    );
  });

  test('an unknown encoding is named', async () => {
    await expect(
      decodePayload(new Uint8Array(), ['gzip', 'br'], [gzip], limits),
    ).rejects.toMatchObject({
      code: 'unsupported_format',
      message: 'The content has the encoding "br", which is not known here.',
    });
  });
});
