import type { CommandEntry } from './command-entry.ts';

/** What agents call. */
export const agentCommands: readonly CommandEntry[] = [
  {
    name: 'ls',
    summary: 'list the latest reports',
    load: async () => (await import('../commands/ls.ts')).configureLs,
  },
];
