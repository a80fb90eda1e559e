import { memoryHarness } from './memory-harness.ts';
import { runInPage } from './run-in-page.ts';

/** What the page runs. */
export function run(): Promise<string> {
  return runInPage(memoryHarness);
}
