import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { inlineNatsCore } from './inline-nats-core.ts';

test('takes in the modules in use, and no others', async () => {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents:
        "export { NatsConnectionImpl, ProtocolHandler } from '@nats-io/nats-core/internal';",
      resolveDir: fileURLToPath(new URL('../../../packages/ws', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    plugins: [inlineNatsCore],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const modules = Object.keys(metafile.inputs).join('\n');
  expect(modules).toContain('nats-core/lib/protocol.js');
  expect(modules).not.toMatch(/lib\/bench|ws_transport|nkeys\/|tweetnacl/);

  const [{ text = '' } = {}] = outputFiles;
  const bundle = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  expect(Object.keys(bundle)).toEqual(['NatsConnectionImpl', 'ProtocolHandler']);
});
