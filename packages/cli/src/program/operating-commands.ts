import type { CommandEntry } from './command-entry.ts';

/** What whoever runs the store calls. */
export const operatingCommands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'write agog.config.json, and make the store and its streams',
    load: async () => (await import('../commands/init.ts')).configureInit,
  },
  {
    name: 'doctor',
    summary: 'say which store is used and why, and what is wrong with it',
    load: async () => (await import('../commands/doctor.ts')).configureDoctor,
  },
  {
    name: 'status',
    summary: 'show what is in the streams',
    load: async () => (await import('../commands/status.ts')).configureStatus,
  },
  {
    name: 'plan',
    summary: 'show how the streams differ from the roster',
    load: async () => (await import('../commands/plan.ts')).configurePlan,
  },
  {
    name: 'apply',
    summary: 'make the streams as the roster has them',
    load: async () => (await import('../commands/apply.ts')).configureApply,
  },
  {
    name: 'agent',
    summary: 'list the roster, or add an agent to it',
    load: async () => (await import('../commands/agent.ts')).configureAgent,
  },
  {
    name: 'prompt',
    summary: 'print what to tell an agent: how to read, publish and finish',
    load: async () => (await import('../commands/prompt.ts')).configurePrompt,
  },
  {
    name: 'import',
    summary: 'publish a folder of Markdown reports',
    load: async () => (await import('../commands/import.ts')).configureImport,
  },
  {
    name: 'purge',
    summary: 'remove the reports of a feature, an agent or a task type',
    load: async () => (await import('../commands/purge.ts')).configurePurge,
  },
  {
    name: 'delete',
    summary: 'remove one revision',
    load: async () => (await import('../commands/delete.ts')).configureDelete,
  },
  {
    name: 'backup',
    summary: 'write the streams into one file',
    load: async () => (await import('../commands/backup.ts')).configureBackup,
  },
  {
    name: 'restore',
    summary: 'bring a backup into a store, or prove that it is whole',
    load: async () => (await import('../commands/restore.ts')).configureRestore,
  },
  {
    name: 'migrate',
    summary: 'copy the streams into another store',
    load: async () => (await import('../commands/migrate.ts')).configureMigrate,
  },
  {
    name: 'permissions',
    summary: "print a NATS server's configuration that gives each role its rights",
    load: async () => (await import('../commands/permissions.ts')).configurePermissions,
  },
  {
    name: 'completion',
    summary: 'print a script that completes commands in your shell',
    load: async () => (await import('../commands/completion.ts')).configureCompletion,
  },
  {
    name: 'complete',
    summary: 'answer what the scripts of completion ask',
    hidden: true,
    load: async () => (await import('../commands/complete.ts')).configureComplete,
  },
];
