import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** A bundle of published entries as a browser would get it. */
export interface BrowserBundle {
  readonly text: string;
  /** Its size once gzipped. */
  readonly gzipBytes: number;
}

/**
 * Bundles built entries, whole, with everything that they import.
 * Throws where a browser could not run the result: when a module of Node is imported.
 *
 * @param entries Published names.
 * @param folder Where the names are resolved from.
 */
export async function bundleForBrowser(
  entries: readonly string[],
  folder: string,
): Promise<BrowserBundle> {
  const contents = entries.map((name) => `export * from '${name}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    write: false,
    logLevel: 'silent',
  });
  const text = outputFiles.map((file) => file.text).join('');
  return { text, gzipBytes: gzipSync(text, { level: 9 }).length };
}
