import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The page, served on this machine. Dispose of it to end that. */
export interface ServedPage extends AsyncDisposable {
  /** Its address, for reports on the server at a URL such as `ws://127.0.0.1:8080`. */
  addressFor(server: string): string;
}

const folder = join(import.meta.dirname, 'page');

/** Bundles the page, and serves it on a port; 0 takes a free one. */
export async function servePage(port: number): Promise<ServedPage> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    // The packages' sources; without it what they publish.
    conditions: ['@agog/source'],
    write: false,
  });
  const files = new Map<string, { readonly type: string; readonly body: string }>([
    ['/page.js', { type: 'text/javascript', body: outputFiles.map(({ text }) => text).join('') }],
    ['/style.css', { type: 'text/css', body: await readFile(join(folder, 'style.css'), 'utf8') }],
    ['/', { type: 'text/html', body: await readFile(join(folder, 'index.html'), 'utf8') }],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url?.split('?')[0] ?? '/');
    response.statusCode = file === undefined ? 404 : 200;
    response.setHeader('content-type', `${file?.type ?? 'text/plain'}; charset=utf-8`);
    response.end(file?.body ?? 'There is no such page.');
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  // The cast: a server that listens on a port has an address with a port.
  const address = server.address() as AddressInfo;
  return {
    addressFor: (url) => `http://127.0.0.1:${address.port}/?server=${encodeURIComponent(url)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
