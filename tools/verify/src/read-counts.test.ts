import { expect, test } from 'vitest';
import { readCounts } from './read-counts.ts';

test('reads the last line that counts', () => {
  const output = '1 passed, 1 failed\nnoise: 7 passed, 0 failed\n12 passed, 3 failed\nbye\n';
  expect(readCounts(output)).toEqual({ passed: 12, failed: 3 });
});

test('reads nothing out of another output', () => {
  expect(readCounts('Tests  12 passed (12)\n')).toBeNull();
});
