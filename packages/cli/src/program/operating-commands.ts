import type { CommandEntry } from './command-entry.ts';

/** What whoever runs the store calls. */
export const operatingCommands: readonly CommandEntry[] = [];
