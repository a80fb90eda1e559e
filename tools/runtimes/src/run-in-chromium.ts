import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { ScriptResult } from './run-script.ts';

/** How long a page may take, in milliseconds. */
const timeout = 180_000;

const page = `<!doctype html><meta charset="utf-8"><script type="module">
const answer = (path, body) => fetch(path, { method: 'POST', body });
const server = new URLSearchParams(location.search).get('server') ?? undefined;
const print = (line) => answer('/printed', line);
import('./script.js').then(({ run }) => run(server, print)).then(
  (output) => answer('/succeeded', output),
  (error) => answer('/failed', error.stack ?? String(error)),
);
</script>`;

/** What a page is given, and how to follow it. */
export interface PageOptions {
  /** The server to talk to; `null` where there is none. */
  readonly serverUrl: string | null;
  /** Told every line that the page prints. */
  readonly onLine?: (line: string) => void;
  /** Ends the browser. */
  readonly signal?: AbortSignal;
}

/**
 * Bundles a module and runs the function `run` that it exports in a page; the output is what that resolves to.
 * It is given the URL of the server, and a function that prints a line and resolves once that is done.
 */
export async function runInChromium(
  binary: string,
  script: string,
  { serverUrl, onLine = () => {}, signal }: PageOptions,
): Promise<ScriptResult> {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    write: false,
  });
  const bundle = outputFiles.map((file) => file.text).join('');
  let settle: (result: ScriptResult) => void = () => {};
  const answered = new Promise<ScriptResult>((resolve) => {
    settle = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const said = await text(request);
      if (request.url === '/printed') onLine(said);
      else settle({ succeeded: request.url === '/succeeded', output: said });
    }
    const isScript = request.url === '/script.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? bundle : page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // The cast: a server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;

  const profile = mkdtempSync(join(tmpdir(), 'agog-chromium-'));
  const query = serverUrl === null ? '' : `?server=${encodeURIComponent(serverUrl)}`;
  const address = `http://127.0.0.1:${port}/${query}`;
  const words = ['--headless', ...chromiumSwitches, `--user-data-dir=${profile}`, address];
  const browser = spawn(binary, words, { stdio: 'ignore' });
  const giveUp = (output: string) => settle({ succeeded: false, output });
  const timer = setTimeout(() => giveUp(`no answer within ${timeout / 1000} s`), timeout);
  signal?.addEventListener('abort', () => giveUp('nobody waits for it'));
  browser.on('error', (error) => giveUp(`${binary} cannot run: ${error.message}`));
  browser.on('exit', (code) => giveUp(`Chromium ended by itself, with ${code}`));
  try {
    return await answered;
  } finally {
    clearTimeout(timer);
    if (browser.exitCode === null && browser.kill('SIGKILL')) await once(browser, 'exit');
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A browser without a sandbox (containers have none to give) or anybody to talk to but the page. */
export const chromiumSwitches: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
