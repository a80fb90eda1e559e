/**
 * What a browser may have to download for some of the published entries, minified and gzipped: a little above what it
 * is, so that growth is noticed. docs/decisions/bundle-size.md says what is aimed at, and what is in the way.
 */
export interface SizeLimit {
  readonly entries: readonly string[];
  readonly bytes: number;
}

export const sizeLimits: readonly SizeLimit[] = [
  { entries: ['@agog/deliverables-core'], bytes: 15_300 },
  {
    entries: ['@agog/deliverables-core', '@agog/deliverables-embedded/memory'],
    bytes: 22_720,
  },
  // Half of it is the Markdown parser, with the inline rules that are not used.
  { entries: ['@agog/deliverables-core', '@agog/deliverables-reading'], bytes: 90_000 },
  // The bound that was set. In it are jetstream, and what is in use of nats-core.
  { entries: ['@agog/deliverables-core', '@agog/deliverables-ws'], bytes: 63_488 },
];

/** Entries for some runtimes only. Every other one has to bundle for a browser, with no module of Node in it. */
export const boundEntries: readonly string[] = [
  '@agog/deliverables-admin/files',
  '@agog/deliverables',
  '@agog/deliverables-conformance/node-test',
  '@agog/deliverables-conformance/vitest',
  '@agog/deliverables-embedded/sqlite',
  '@agog/deliverables-mcp/http',
  '@agog/deliverables-mcp/stdio',
  '@agog/deliverables-nats',
];
