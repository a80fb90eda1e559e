// The two orders of this repository, as data. An arrow that is not here does not exist.

/** What each package may import, by folder. Siblings on a level never import each other. */
export const packageOrder: Readonly<Record<string, readonly string[]>> = {
  core: [],
  jetstream: ['core'],
  embedded: ['core'],
  conformance: ['core'],
  reading: ['core'],
  nats: ['core', 'jetstream'],
  ws: ['core', 'jetstream'],
  admin: ['core', 'jetstream'],
  workflow: ['core', 'reading'],
  mcp: ['core', 'reading'],
  cli: ['core', 'jetstream', 'embedded', 'nats', 'ws', 'admin', 'reading', 'workflow', 'mcp'],
};

/** What the tests of every package may import besides: a transport to run on, and the suite. */
export const testsMayImport: readonly string[] = ['core', 'embedded', 'conformance'];

/** Development dependencies that a package's build takes in, so that whoever installs it needs none. */
export const builtIn: Readonly<Record<string, readonly string[]>> = {
  'packages/ws': ['@nats-io/nats-core'],
};

/** The rooms of a package's `src`, each importing only itself and earlier ones. The entries come last. */
export const roomOrder: Readonly<Record<string, readonly string[]>> = {
  core: [
    'errors',
    'bytes',
    'subject',
    'schema',
    'tokens',
    'transport',
    'roster',
    'report',
    'notice',
    'payload',
    'client',
  ],
  reading: [
    'document',
    'parts',
    'budget',
    'fence',
    'search',
    'context',
    'differences',
    'summary',
    'ledger',
    'reader',
    'onboarding',
    'tools',
  ],
};
