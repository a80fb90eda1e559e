import { expect, test } from 'vitest';
import { runStep } from './run-step.ts';

const run = (script: string) =>
  runStep({ name: 'x', proves: '', command: [process.execPath, '-e', script] }, process.cwd());

test('counts what a command counts, and a silent command as one', async () => {
  expect(await run("console.log('3 passed, 0 failed')")).toMatchObject({ passed: 3, failed: 0 });
  expect(await run('')).toMatchObject({ passed: 1, failed: 0 });
});

test('fails a command that ends badly, whatever it printed', async () => {
  const lying = await run("console.log('3 passed, 0 failed'); process.exitCode = 1");
  expect(lying).toMatchObject({ passed: 0, failed: 1 });
  const honest = await run("console.log('3 passed, 2 failed'); process.exitCode = 1");
  expect(honest).toMatchObject({ passed: 3, failed: 2 });
});

test('fails a command that does not exist', async () => {
  const missing = { name: 'x', proves: '', command: ['no-such-command-anywhere'] };
  expect(await runStep(missing, process.cwd())).toMatchObject({ passed: 0, failed: 1 });
});
