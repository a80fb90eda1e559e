import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Which file of nats-core holds what is imported from its `internal` entry. */
const files: Readonly<Record<string, string>> = {
  NatsConnectionImpl: 'nats.js',
  ProtocolHandler: 'protocol.js',
};

/**
 * Takes into a bundle those modules of nats-core that are in use, and no others: its entries are CommonJS, of which a
 * bundler keeps everything. Left out are its benchmark, its own transports, its requests (the transport has its own), and the
 * library for nkeys, by two thirds the largest part.
 */
export const inlineNatsCore: Plugin = {
  name: 'inline-nats-core',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^@nats-io\/nats-core\/internal$/ }, async (args) => {
      if (args.pluginData === 'found') return null;
      const { path, errors } = await resolve(args.path, {
        resolveDir: args.resolveDir,
        kind: 'import-statement',
        pluginData: 'found',
      });
      return { path, errors, namespace: 'nats-core' };
    });
    onLoad({ filter: /.*/, namespace: 'nats-core' }, ({ path }) => {
      const folder = dirname(path);
      const lines = Object.entries(files).map(
        ([name, file]) => `export { ${name} } from ${JSON.stringify(join(folder, file))};`,
      );
      return { contents: lines.join('\n'), resolveDir: folder };
    });
    onResolve({ filter: /^\.\/(nkeys|request)$/ }, ({ importer, path }) =>
      /nats-core/.test(importer) ? { path, namespace: 'nothing' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};
