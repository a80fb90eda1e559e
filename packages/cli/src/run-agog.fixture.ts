import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Where and how to run the command. */
export interface RunAgogOptions {
  /** The current folder of the command. */
  readonly folder: string;
  /** Beside PATH, HOME (the folder) and nothing else. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Standard input; default none. */
  readonly input?: string | Uint8Array | undefined;
}

/** How a run ended. */
export interface AgogResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** A command under way. */
export interface RunningAgog {
  readonly process: ChildProcess;
  readonly result: Promise<AgogResult>;
  /** Resolves once standard output or error holds the text. */
  says(text: string): Promise<void>;
}

/** Starts the real command, from its sources. */
export const startAgog = (
  words: readonly string[],
  { folder, environment = {}, input }: RunAgogOptions,
): RunningAgog => {
  const child = spawn(process.execPath, ['--conditions=@agog/source', main, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const told: Buffer[] = [];
  let heard = (): void => {};
  const keep = (list: Buffer[]) => (chunk: Buffer) => {
    list.push(chunk);
    heard();
  };
  child.stdout.on('data', keep(out));
  child.stderr.on('data', keep(told));
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const text = (list: Buffer[]): string => Buffer.concat(list).toString();
  const result = new Promise<AgogResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: text(out), stderr: text(told), bytes: Buffer.concat(out) }),
    );
  });
  const says = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      heard = () => {
        if ((text(out) + text(told)).includes(wanted)) resolve();
      };
      heard();
      result.then(
        (end) => reject(new Error(`It ended without "${wanted}": ${JSON.stringify(end)}`)),
        reject,
      );
    });
  return { process: child, result, says };
};

/** Runs the real command, from its sources, to its end. */
export const runAgog = (words: readonly string[], options: RunAgogOptions): Promise<AgogResult> =>
  startAgog(words, options).result;
