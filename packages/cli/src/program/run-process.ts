import { exitCodes } from '../exit-codes.ts';
import { runProgram } from './run-program.ts';

/** Runs the command of this process: its arguments, streams, environment and signals. */
export const runProcess = async (): Promise<void> => {
  const interruption = new AbortController();
  const ends = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;
  for (const [signal, code] of Object.entries(ends)) {
    process.on(signal, () => {
      // Who asks twice does not want to wait for anything.
      if (interruption.signal.aborted) process.exit(code);
      interruption.abort(code);
    });
  }
  // A reader such as `head` that has seen enough is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.ok);
  });
  process.exitCode = await runProgram(process.argv.slice(2), {
    environment: process.env,
    folder: process.cwd(),
    input: process.stdin,
    standardOutput: process.stdout,
    standardError: process.stderr,
    signal: interruption.signal,
  });
  // What still waits, such as a read of standard input, must not keep the process.
  process.stdin.destroy();
};
