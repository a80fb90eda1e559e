import { reportConformance } from '@agog/deliverables-conformance/browser';
import { memoryHarness } from './memory-harness.ts';

/** What the page runs. */
export async function run(): Promise<string> {
  const { results, outcomes } = await reportConformance(memoryHarness);
  const failures = results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, error }) => `${id}: ${error}`);
  const passed = results.length - outcomes.failed;
  return [...failures, `${passed} passed, ${outcomes.failed} failed`].join('\n');
}
