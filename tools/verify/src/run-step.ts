import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readCounts } from './read-counts.ts';
import type { Step } from './step.ts';

/** How a step came out. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

/**
 * Runs a step, with its output going where ours goes.
 *
 * A command that ends with `12 passed, 0 failed` is counted so; any other counts as one. A command that ends with
 * another code than 0 has failed, whatever it printed.
 */
export async function runStep(step: Step, root: string): Promise<StepResult> {
  const started = performance.now();
  // Steps write into a pipe, and cannot see for themselves whether a person reads along.
  const env = { ...process.env, [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1' };
  const [command = '', ...words] = step.command;
  const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  const ended = await once(child, 'close').catch((error: Error) => {
    console.error(`${command} cannot run: ${error.message}`);
    return [1];
  });
  const counts = readCounts(output) ?? { passed: 1, failed: 0 };
  const seconds = (performance.now() - started) / 1000;
  if (ended[0] === 0 || counts.failed > 0) return { ...counts, seconds };
  return { passed: 0, failed: 1, seconds };
}
