import { runInChromium } from '../run-in-chromium.ts';
import type { Listener } from './listener.ts';
import { createTranscript } from './transcript.ts';

/** Starts a listener as a page in Chromium. */
export function startPage(
  name: string,
  [binary, script]: readonly [string, string],
  serverUrl: string,
): Listener {
  const transcript = createTranscript();
  const killed = new AbortController();
  const onLine = (line: string) => transcript.add(`${line}\n`);
  const page = runInChromium(binary, script, { serverUrl, onLine, signal: killed.signal });
  const end = page
    .catch((error) => ({ succeeded: false, output: `${error}` }))
    .then(({ succeeded, output }) => {
      transcript.end();
      return { succeeded, output: `${transcript.text}${output}` };
    });
  return { name, lines: transcript.lines, end, kill: () => killed.abort() };
}
