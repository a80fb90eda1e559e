import { describe, test } from 'node:test';
import type { Harness } from '../harness.ts';
import { planTests } from './planned-tests.ts';

/**
 * Registers one `node:test` test per requirement, which Node, Deno and Bun run. Await it at the top of the test file:
 * the transport is opened once to see which requirements apply.
 */
export const describeConformance = async <Store>(harness: Harness<Store>): Promise<void> => {
  const { title, tests, timeout, concurrency } = await planTests(harness);
  describe(title, { concurrency }, () => {
    for (const planned of tests) test(planned.title, { timeout }, () => planned.run());
  });
};
