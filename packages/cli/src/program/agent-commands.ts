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
    name: 'get',
    summary: 'print a report, its outline or a part',
    load: async () => (await import('../commands/get.ts')).configureGet,
  },
  {
    name: 'search',
    summary: 'print the passages that answer a question',
    load: async () => (await import('../commands/search.ts')).configureSearch,
  },
  {
    name: 'context',
    summary: 'print what the next agent needs of earlier reports',
    load: async () => (await import('../commands/context.ts')).configureContext,
  },
  {
    name: 'ls',
    summary: 'list the latest reports',
    load: async () => (await import('../commands/ls.ts')).configureLs,
  },
  {
    name: 'chain',
    summary: 'show how far a feature has come',
    load: async () => (await import('../commands/chain.ts')).configureChain,
  },
  {
    name: 'log',
    summary: 'list the revisions of a report',
    load: async () => (await import('../commands/log.ts')).configureLog,
  },
  {
    name: 'diff',
    summary: 'show what changed between two revisions',
    load: async () => (await import('../commands/diff.ts')).configureDiff,
  },
  {
    name: 'watch',
    summary: 'show reports and notices as they come',
    load: async () => (await import('../commands/watch.ts')).configureWatch,
  },
  {
    name: 'wait',
    summary: 'wait until an agent has finished',
    load: async () => (await import('../commands/wait.ts')).configureWait,
  },
  {
    name: 'notice',
    summary: 'make, find and prove notices',
    load: async () => (await import('../commands/notice.ts')).configureNotice,
  },
  {
    name: 'savings',
    summary: 'show what a run spent and saved',
    load: async () => (await import('../commands/savings.ts')).configureSavings,
  },
  {
    name: 'mcp',
    summary: 'serve the same to an MCP client',
    load: async () => (await import('../commands/mcp.ts')).configureMcp,
  },
];
