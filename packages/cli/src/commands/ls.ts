import type { ReportHead } from '@agog/deliverables-core';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const columns: readonly Column<ReportHead>[] = [
  { title: 'AGENT', of: ({ agent }) => agent },
  { title: 'TYPE', of: ({ taskType }) => taskType },
  { title: 'FEATURE', of: ({ featureName }) => featureName, shrinks: true },
  { title: 'REVISION', of: ({ sequence }) => sequence, align: 'right' },
  { title: 'TOKENS', of: ({ tokens }) => tokens?.count ?? null, align: 'right' },
  { title: 'STORED', of: ({ timestamp }) => timestamp.slice(0, 16).replace('T', ' ') },
  { title: 'TITLE', of: ({ title }) => title, shrinks: true },
];

/** `agog ls`: the latest report of every channel. */
export const configureLs: ConfigureCommand = (command, { open, call, output }) => {
  command
    .option('--agent <name>', 'only of this agent')
    .option('--type <type>', 'only of this task type')
    .option('--feature <name>', 'only of this feature')
    .action(async ({ agent, type, feature }) => {
      const client = await open({ orEmpty: true });
      const query = { agent, taskType: type, featureName: feature };
      const heads = await client.listReports(query, call());
      const empty = 'No reports yet.';
      await output.answer('reports', heads, () => output.table(heads, columns, empty));
    });
};
