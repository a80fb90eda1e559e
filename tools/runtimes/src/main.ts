// Runs the built packages in every runtime: `main.ts smoke` one delivery each, `main.ts conformance` the whole suite.
import { fileURLToPath } from 'node:url';
import { fetchRuntimes } from './fetch-runtimes.ts';
import { runInChromium } from './run-in-chromium.ts';
import { runScript, type ScriptResult } from './run-script.ts';
import { binaryOf, chromiumBinary, type Runtime, runtimes } from './runtimes.ts';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const kind = process.argv[2];
if (kind !== 'smoke' && kind !== 'conformance') throw new Error('say "smoke" or "conformance"');

const folder = fetchRuntimes();
let passed = 0;
let failed = 0;

function report(
  what: string,
  result: ScriptResult,
  counts: { passed: number; failed: number },
): void {
  const succeeded = result.succeeded && counts.failed === 0 && counts.passed > 0;
  console.log(`${succeeded ? '✓' : '✗'} ${what}: ${counts.passed} passed, ${counts.failed} failed`);
  // Every runner repeats its failures at the end.
  if (!succeeded) console.log(result.output.trimEnd().split('\n').slice(-60).join('\n'));
  passed += counts.passed;
  failed += succeeded ? counts.failed : Math.max(counts.failed, 1);
}

async function runSmoke(runtime: Runtime, store: string): Promise<void> {
  const script = `${here}smoke/run-${store}.ts`;
  const result = await runScript(binaryOf(runtime, folder), [...runtime.run, script], root);
  report(`${runtime.name}, ${store}`, result, countOne(result));
}

async function runConformance(runtime: Runtime, store: string): Promise<void> {
  const script = `${here}conformance/${store}.conformance.ts`;
  const result = await runScript(binaryOf(runtime, folder), [...runtime.test, script], root);
  const count = (pattern: RegExp) => Number(pattern.exec(result.output)?.[1] ?? 0);
  const counts = { passed: count(runtime.passed), failed: count(runtime.failed) };
  report(`${runtime.name}, ${store}`, result, counts);
}

const countOne = ({ succeeded }: ScriptResult) => ({
  passed: succeeded ? 1 : 0,
  failed: succeeded ? 0 : 1,
});

for (const runtime of runtimes) {
  for (const store of ['memory', 'sqlite']) {
    await (kind === 'smoke' ? runSmoke(runtime, store) : runConformance(runtime, store));
  }
}
const chromium = chromiumBinary(folder);
const inPage = await runInChromium(chromium, `${here}${kind}/memory-in-page.ts`);
const [, inPagePassed, inPageFailed] = /(\d+) passed, (\d+) failed/.exec(inPage.output) ?? [];
report('Chromium, memory', inPage, { passed: Number(inPagePassed), failed: Number(inPageFailed) });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
