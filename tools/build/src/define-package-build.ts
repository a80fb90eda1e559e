import { defineConfig, type Options } from 'tsup';

/** What differs between the builds of two packages. */
export interface PackageBuild {
  /** Names of the published entries: `memory` is built from `src/memory.ts` to `dist/memory.js`. */
  readonly entries: readonly string[];
  /** What takes parts of a development dependency into the bundle. */
  readonly inline?: NonNullable<Options['esbuildPlugins']>;
  /** Whose work that is, at the top of every file. */
  readonly notice?: string;
}

/**
 * The tsup configuration of a package: ESM only, for any runtime, with types and source maps.
 *
 * What several entries share goes into a chunk that they all import, so that a class exists once.
 * Dependencies and Node's own modules stay imports.
 */
export function definePackageBuild({
  entries,
  inline = [],
  notice,
}: PackageBuild): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    external: [/^node:/],
    esbuildPlugins: inline,
    ...(notice !== undefined && { banner: { js: `/*! ${notice} */` } }),
    removeNodeProtocol: false, // there is a `node:sqlite`, and no `sqlite`
    splitting: true,
    sourcemap: true,
    // Consumers may compile for a library that has no AsyncDisposable.
    dts: { banner: '/// <reference lib="esnext.disposable" />' },
    clean: true,
    silent: true,
  });
}
