/** What a browser may have to download for some of the published entries, minified and gzipped. */
export interface SizeLimit {
  readonly entries: readonly string[];
  readonly bytes: number;
}

export const sizeLimits: readonly SizeLimit[] = [
  { entries: ['@agog/deliverables-core'], bytes: 12 * 1024 },
  {
    entries: ['@agog/deliverables-core', '@agog/deliverables-embedded/memory'],
    bytes: 16 * 1024,
  },
];

/** Entries for some runtimes only. Every other one has to bundle for a browser, with no module of Node in it. */
export const boundEntries: readonly string[] = [
  '@agog/deliverables-conformance/node-test',
  '@agog/deliverables-conformance/vitest',
  '@agog/deliverables-embedded/sqlite',
];
