import { describe, expect, it } from 'vitest';
import { canonicalValue, claimId, formatCount, formatNames } from './claim.ts';

describe('values of claims', () => {
  it.each([0, 7, 999, 1_000, 1_234_567])('reads back %i as it was written', (count) => {
    expect(canonicalValue(formatCount(count))).toBe(String(count));
  });

  it('leaves what only looks like a count alone', () => {
    expect(canonicalValue('1,2')).toBe('1,2');
    expect(canonicalValue('a, b +2')).toBe('a, b +2');
  });

  it('names six, then counts', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    expect(formatNames(names, (name) => name)).toBe('a, b, c, d, e, f +2');
    expect(formatNames(names.slice(0, 2), (name) => name.toUpperCase())).toBe('A, B');
    expect(formatNames([], String)).toBe('–');
  });

  it('numbers claims so that they sort', () => {
    expect([claimId(1), claimId(42), claimId(1_000)]).toEqual(['C001', 'C042', 'C1000']);
  });
});
