import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program beside this file, in a process of its own, on the sources. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  /** The next line it prints; `null` at its end. */
  nextLine(): Promise<string | null>;
  /** Ends it as a crash would, and resolves when it is gone. */
  crash(): Promise<void>;
  /** Resolves with its exit code, `null` where a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** Starts `name`.ts with arguments. What it prints as errors goes where ours do. */
export const startChild = (name: string, ...args: readonly string[]): Child => {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@agog/source', program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const crash = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  return {
    process: child,
    exit,
    crash,
    async nextLine() {
      const { value, done } = await lines.next();
      return done ? null : value;
    },
    [Symbol.asyncDispose]: crash,
  };
};
