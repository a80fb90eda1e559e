import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a program printed, and whether it ended well. */
export interface ScriptResult {
  readonly succeeded: boolean;
  /** Its stdout and stderr, as they came. */
  readonly output: string;
}

/** What keeps runtimes from colours and from asking the network about themselves. */
export const quietly = { NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' } as const;

/** How long one script may take, in milliseconds. */
const timeout = 180_000;

/** Runs a program to its end, with more in its environment. */
export async function runScript(
  binary: string,
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ScriptResult> {
  const child = spawn(binary, words, {
    cwd,
    timeout,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...quietly, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  try {
    const [code, signal] = await once(child, 'close');
    if (signal !== null) output += `\nended by ${signal}, after at most ${timeout / 1000} s`;
    return { succeeded: code === 0, output };
  } catch (error) {
    return { succeeded: false, output: `${binary} cannot run: ${error}` };
  }
}
