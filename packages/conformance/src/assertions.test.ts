import { DeliverablesError } from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { equal, fails, sameBytes, sameData } from './assertions.ts';

describe('assertions say what was seen', () => {
  test('of two values', () => {
    expect(() => equal(2, 2, 'The number')).not.toThrow();
    expect(() => equal(1, 2, 'The number')).toThrow('The number should be 2, but is 1.');
    expect(() => equal(undefined, null, 'It')).toThrow('It should be null, but is undefined.');
  });

  test('of two lists', () => {
    expect(() => sameData([1, 2], [1, 2], 'The list')).not.toThrow();
    expect(() => sameData([2, 1], [1, 2], 'The list')).toThrow(
      'The list should be [1,2], but is [2,1].',
    );
  });

  test('of two bodies', () => {
    const body = Uint8Array.of(1, 2, 3);
    expect(() => sameBytes(Uint8Array.of(1, 2, 3), body, 'the body')).not.toThrow();
    expect(() => sameBytes(Uint8Array.of(1, 9, 3), body, 'the body')).toThrow(
      'Byte 1 of the body should be 2, but is 9.',
    );
    expect(() => sameBytes(Uint8Array.of(1), body, 'the body')).toThrow(
      'The length of the body should be 3, but is 1.',
    );
  });

  test('of something that should have failed', async () => {
    const fail = (error: unknown) => async () => {
      throw error;
    };
    const closed = new DeliverablesError({ code: 'closed', message: 'It is closed.' });
    expect(await fails('closed', 'The call', fail(closed))).toBe(closed);
    expect(await fails(['timeout', 'closed'], 'The call', fail(closed))).toBe(closed);
    await expect(fails('timeout', 'The call', fail(closed))).rejects.toThrow(
      'The call should fail with timeout, but failed with closed: It is closed.',
    );
    await expect(fails('timeout', 'The call', fail(new Error('Other.')))).rejects.toThrow(
      'The call should fail with timeout, but threw Error: Other.',
    );
    await expect(fails('timeout', 'The call', async () => 7)).rejects.toThrow(
      'The call should fail with timeout, but answered 7.',
    );
  });
});
