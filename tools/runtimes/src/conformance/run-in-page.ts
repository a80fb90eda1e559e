import type { Harness } from '@agog/deliverables-conformance';
import { reportConformance } from '@agog/deliverables-conformance/browser';

/** Runs the suite in a page, and resolves to its failures and its counts. */
export async function runInPage<Store>(harness: Harness<Store>): Promise<string> {
  const { results, outcomes } = await reportConformance(harness);
  const failures = results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, error }) => `${id}: ${error}`);
  const passed = results.length - outcomes.failed;
  return [...failures, `${passed} passed, ${outcomes.failed} failed`].join('\n');
}
