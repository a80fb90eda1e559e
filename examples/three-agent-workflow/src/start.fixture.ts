import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a process ended, and what it printed. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the example as a process of its own, with its own temporary folder. */
export function start(
  args: readonly string[],
  temporary: string,
  onOutput?: (stop: () => void) => void,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--conditions=@agog/source', join(import.meta.dirname, 'main.ts'), ...args],
      { env: { ...process.env, TMPDIR: temporary, FORCE_COLOR: undefined }, stdio: 'pipe' },
    );
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      onOutput?.(() => child.kill('SIGINT'));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}
