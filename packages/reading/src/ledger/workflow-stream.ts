import type { StreamConfig } from '@agog/deliverables-core';

/** The stream of what is kept about workflows, beside their reports. */
export const workflowStream = (prefix: string): StreamConfig => ({
  name: `${prefix}_workflows`,
  subjects: [`${prefix}.workflows.>`],
  description: 'Workflows: their events, and what they spent',
  ...{ retention: 'limits', discard: 'old', maxMessages: null, maxBytes: null, maxAge: null },
  ...{ maxMessageSize: 1_048_576, duplicateWindow: 120_000 },
});

/** Where the entries of a run are, of all its features; `*` is every run. */
export const ledgerFilter = (prefix: string, run: string): string =>
  `${prefix}.workflows.${run}.*.ledger`;
