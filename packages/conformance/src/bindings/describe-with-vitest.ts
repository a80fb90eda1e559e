import { describe, test } from 'vitest';
import type { Harness } from '../harness.ts';
import { planTests } from './planned-tests.ts';

/**
 * Registers one vitest test per requirement, run several at a time. Await it at the top of the test file: the
 * transport is opened once to see which requirements apply.
 */
export const describeConformance = async <Store>(harness: Harness<Store>): Promise<void> => {
  const { title, tests, timeout } = await planTests(harness);
  describe.concurrent(title, { timeout }, () => {
    for (const planned of tests) test(planned.title, () => planned.run());
  });
};
