import { fileURLToPath } from 'node:url';
import { startServer } from '@agog-internal/nats-server';
import { runInChromium } from './run-in-chromium.ts';
import { runScript, type ScriptResult } from './run-script.ts';
import { binaryOf, chromiumBinary, type Runtime, runtimes } from './runtimes.ts';
import type { Tally } from './tally.ts';
import { type PromisedTransport, transports } from './transports.ts';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What every transport shows in every runtime: that one report is handed over, or that the whole suite holds. */
export type Proof = 'smoke' | 'conformance';

/** Runs the built packages in every runtime, each run on a server of its own where it needs one. */
export async function runMatrix(proof: Proof, folder: string, tally: Tally): Promise<void> {
  for (const runtime of runtimes) {
    for (const transport of transports) {
      const result = await onServer(transport, (url) => {
        const environment = url === null ? {} : { SERVER_URL: url };
        const words = wordsFor(proof, runtime, transport.name);
        return runScript(binaryOf(runtime, folder), words, root, environment);
      });
      tally.add(`${runtime.name}, ${transport.name}`, result, countsOf(proof, runtime, result));
    }
  }
  for (const transport of transports.filter(({ inBrowser }) => inBrowser)) {
    const script = `${here}${proof}/${transport.name}-in-page.ts`;
    const result = await onServer(transport, (serverUrl) =>
      runInChromium(chromiumBinary(folder), script, { serverUrl }),
    );
    const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(result.output) ?? [];
    const counts = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
    tally.add(`Chromium, ${transport.name}`, result, counts);
  }
}

async function onServer(
  { urlOf }: PromisedTransport,
  run: (url: string | null) => Promise<ScriptResult>,
): Promise<ScriptResult> {
  if (urlOf === null) return run(null);
  await using server = await startServer({ version: '2.15' });
  return await run(urlOf(server)); // the server stays until then
}

function wordsFor(proof: Proof, { run, test }: Runtime, transport: string): string[] {
  return proof === 'smoke'
    ? [...run, `${here}smoke/run-${transport}.ts`]
    : [...test, `${here}conformance/${transport}.conformance.ts`];
}

function countsOf(
  proof: Proof,
  runtime: Runtime,
  { succeeded, output }: ScriptResult,
): { passed: number; failed: number } {
  if (proof === 'smoke') return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  const count = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);
  return { passed: count(runtime.passed), failed: count(runtime.failed) };
}
