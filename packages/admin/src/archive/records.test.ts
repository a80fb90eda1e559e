import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streamOf } from '../stores.fixture.ts';
import { adminOf, backupToBytes, dump, dumpCopies, inPieces } from './archive.fixture.ts';
import { inspectBackup } from './inspect-backup.ts';
import { restore } from './restore.ts';

const name = fc.stringMatching(/^[!-9;-~]{1,12}$/);
const value = fc.oneof(fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/), fc.constant(''));
const message = fc.record({
  gap: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 2_000_000 })),
  subject: fc.stringMatching(/^plans(\.[!-)+-\-/-=?-~]{1,8}){1,3}$/),
  headers: fc.array(fc.tuple(name, value), { maxLength: 6 }),
  body: fc.uint8Array({ maxLength: 300 }),
});

test('what is restored is what was backed up, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.nat(500), async (messages, piece) => {
      await using source = createMemoryTransport();
      await using target = createMemoryTransport();
      await adminOf(source).create(streamOf('plans'));
      let sequence = 0;
      for (const { gap, ...rest } of messages) {
        sequence += gap;
        await adminOf(source).place('plans', { ...rest, sequence });
      }
      const bytes = await backupToBytes(source, { streams: ['plans'] });
      const { damage, complete, streams } = await inspectBackup(inPieces(bytes, piece + 1));
      expect({ damage, complete }).toEqual({ damage: null, complete: true });
      expect(streams).toMatchObject([{ messages: messages.length, lastSequence: sequence }]);
      await restore(target, { from: inPieces(bytes, piece + 1) });
      expect(await dump(target, 'plans')).toEqual(await dumpCopies(source, 'plans'));
    }),
    { seed: 20261122, numRuns: 60 },
  );
});

describe('a backup that is not whole', async () => {
  await using source = createMemoryTransport();
  await adminOf(source).create(streamOf('plans'));
  const body = new Uint8Array(50).fill(7);
  for (const sequence of [1, 2, 3]) {
    await adminOf(source).place('plans', { sequence, subject: 'plans.a', headers: [], body });
  }
  const whole = await backupToBytes(source, { streams: ['plans'] });
  const isSeven = (byte: number) => byte === 7;
  const code = (bytes: Uint8Array) =>
    inspectBackup(inPieces(bytes)).then(
      ({ damage }) => damage?.code,
      (error) => error.code,
    );

  test('is noticed wherever a bit is flipped', async () => {
    for (let bit = 0; bit < whole.length * 8; bit += 13) {
      const flipped = whole.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const expected = bit >> 3 < 14 ? /^(unsupported_format|integrity)$/ : /^integrity$/;
      expect(await code(flipped), `bit ${bit}`).toMatch(expected);
    }
  });

  test('is noticed wherever it ends', async () => {
    for (let length = 0; length < whole.length; length += 3) {
      expect(await code(whole.subarray(0, length)), `length ${length}`).toBe('integrity');
    }
  });

  test('is noticed when something follows, or a record is missing, moved or twice there', async () => {
    expect(await code(new Uint8Array([...whole, 10]))).toBe('integrity');
    expect(await code(new Uint8Array([...whole, ...whole]))).toBe('integrity');
    const at = whole.length - 400;
    const without = new Uint8Array([...whole.subarray(0, at), ...whole.subarray(at + 40)]);
    expect(await code(without)).toBe('integrity');
  });

  test('says where, and restores nothing of the damaged record', async () => {
    const target = createMemoryTransport();
    const { streams } = await inspectBackup(inPieces(whole));
    expect(streams).toMatchObject([{ messages: 3, bytes: 150 }]);
    const flipped = whole.slice();
    // In the body of the third message.
    const third = flipped.findLastIndex((_, at) => flipped.subarray(at, at + 50).every(isSeven));
    flipped[third + 40] = 8;
    await expect(restore(target, { from: inPieces(flipped) })).rejects.toMatchObject({
      code: 'integrity',
      message: expect.stringMatching(/damaged at byte \d+/),
      details: { at: expect.any(Number) },
    });
    expect((await dump(target, 'plans')).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('is told from other files and from later formats', async () => {
    const first = (line: string) => new TextEncoder().encode(line);
    expect(await code(first('SQLite format 3\0 and more than that'))).toBe('unsupported_format');
    await expect(inspectBackup(inPieces(first('agog-backup 2\nwhatever')))).rejects.toMatchObject({
      code: 'unsupported_format',
      message: 'The backup has format 2; this version reads 1.',
      hint: 'Upgrade this SDK.',
    });
  });
});
