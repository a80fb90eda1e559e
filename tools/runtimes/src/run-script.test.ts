import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

const run = (script: string) => runScript(process.execPath, ['-e', script], process.cwd());

test('keeps what a program printed, on both streams', async () => {
  const { succeeded, output } = await run('console.log(1); console.error(2)');
  expect(succeeded).toBe(true);
  expect(output).toMatch(/1\n/);
  expect(output).toMatch(/2\n/);
});

test('tells a program that failed, was killed, or does not exist', async () => {
  expect(await run('process.exit(3)')).toMatchObject({ succeeded: false });
  const killed = await run("process.kill(process.pid, 'SIGKILL')");
  expect(killed).toMatchObject({ succeeded: false, output: expect.stringContaining('SIGKILL') });
  const missing = await runScript('no-such-program', [], process.cwd());
  expect(missing).toMatchObject({
    succeeded: false,
    output: expect.stringContaining('cannot run'),
  });
});
