import { spawn } from 'node:child_process';
import { quietly, type ScriptResult } from '../run-script.ts';
import type { Listener } from './listener.ts';
import { createTranscript } from './transcript.ts';

/** How long a listener may take in all, in milliseconds. */
const timeout = 90_000;

/** Starts a listener as a process, which finds the server's URL in its environment. */
export function startProcess(
  name: string,
  [binary, ...words]: readonly [string, ...string[]],
  serverUrl: string,
): Listener {
  const child = spawn(binary, words, {
    timeout,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...quietly, SERVER_URL: serverUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const transcript = createTranscript();
  child.stdout.setEncoding('utf8').on('data', transcript.add);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const end = new Promise<ScriptResult>((resolve) => {
    child.once('error', (error) => {
      errors += error.message;
    });
    child.once('close', (code, signal) => {
      transcript.end();
      if (signal !== null) errors += `ended by ${signal}, after at most ${timeout / 1000} s\n`;
      resolve({ succeeded: code === 0 && errors === '', output: `${transcript.text}${errors}` });
    });
  });
  return { name, lines: transcript.lines, end, kill: () => void child.kill('SIGKILL') };
}
