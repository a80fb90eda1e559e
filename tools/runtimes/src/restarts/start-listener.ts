import { spawn } from 'node:child_process';
import { quietly, type ScriptResult } from '../run-script.ts';

/** A listener in a process of its own. */
export interface Listener {
  readonly name: string;
  /** Resolves once it listens. */
  readonly listening: Promise<void>;
  /** Resolves once it has printed so many reports. */
  printed(reports: number): Promise<void>;
  /** Resolves with what it printed once it has ended. Never rejects. */
  readonly end: Promise<ScriptResult>;
  kill(): void;
}

/** How long a listener may take in all, in milliseconds. */
const timeout = 90_000;

/** Starts a script that listens to the server at a URL. */
export function startListener(
  name: string,
  binary: string,
  words: readonly string[],
  url: string,
): Listener {
  const child = spawn(binary, words, {
    timeout,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...quietly, SERVER_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const look = () => {
    for (const check of waiting) check();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const end = new Promise<ScriptResult>((resolve) => {
    child.once('error', (error) => {
      errors += error.message;
    });
    child.once('close', (code, signal) => {
      ended = true;
      look();
      const ending = signal === null ? '' : `ended by ${signal}, after at most ${timeout / 1000} s`;
      const succeeded = code === 0 && errors === '';
      resolve({ succeeded, output: succeeded ? output : `${output}${errors}${ending}\n` });
    });
  });
  /** Resolves once that many lines are there, or none will come any more: the comparison at the end tells. */
  const lines = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!ended && output.split('\n').length <= count) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    name,
    listening: lines(1),
    printed: (reports) => lines(reports + 1),
    end,
    kill: () => void child.kill('SIGKILL'),
  };
}
