// Runs the steps of `npm test`, or with --matrix those of `npm run test:all`, one after the other, and sums them up.
import { fileURLToPath } from 'node:url';
import { runStep } from './run-step.ts';
import { everyTime, fullMatrix } from './steps.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const steps = process.argv.includes('--matrix') ? fullMatrix : everyTime;

let passed = 0;
let failed = 0;
const table: string[] = [];
for (const step of steps) {
  console.log(`\n── ${step.name}: ${step.proves}`);
  const result = await runStep(step, root);
  passed += result.passed;
  failed += result.failed;
  const mark = result.failed === 0 ? '✓' : '✗';
  const seconds = `${result.seconds.toFixed(1)} s`.padStart(8);
  table.push(
    `${mark} ${step.name.padEnd(12)}${seconds}   ${result.passed} passed, ${result.failed} failed`,
  );
}

console.log(`\n${table.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
