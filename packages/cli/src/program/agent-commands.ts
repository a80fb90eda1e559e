import type { CommandEntry } from './command-entry.ts';

/** What agents call. */
export const agentCommands: readonly CommandEntry[] = [
  {
    name: 'publish',
    summary: 'store a report, and print its notice once it is safe',
    load: async () => (await import('../commands/publish.ts')).configurePublish,
  },
  {
    name: 'outbox',
    summary: 'list and publish what the store could not take',
    load: async () => (await import('../commands/outbox.ts')).configureOutbox,
  },
  {
    name: 'ls',
    summary: 'list the latest reports',
    load: async () => (await import('../commands/ls.ts')).configureLs,
  },
];
