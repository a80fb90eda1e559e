import { createStreamManager, describeResult } from '@agog/deliverables-admin';
import { defineRoster, type Roster } from '@agog/deliverables-core';
import { streamName } from '@agog/deliverables-core/transport';
import { exitCodes } from '../exit-codes.ts';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { addAgent } from '../roster/add-agent.ts';
import { agentsAsData } from '../roster/write-first-configuration.ts';

interface AgentRow {
  readonly agent: string;
  readonly taskTypes: readonly string[];
  readonly stream: string;
  readonly purpose: string;
}

const columns: readonly Column<AgentRow>[] = [
  { title: 'AGENT', of: ({ agent }) => agent },
  { title: 'TASK TYPES', of: ({ taskTypes }) => taskTypes.join(', ') },
  { title: 'STREAM', of: ({ stream }) => stream },
  { title: 'PURPOSE', of: ({ purpose }) => purpose, shrinks: true },
];

/** A stream of the agent's own: named for its task type as the others are, else for itself. */
const freeStream = (roster: Roster, name: string, taskType: string): string => {
  const { [name]: _itself, ...others } = roster.agents;
  const usual = `features_${taskType}`;
  const isTaken = Object.values(others).some(({ stream }) => stream === usual);
  return isTaken ? `features_${name}` : usual;
};

/** `agog agent`: the roster. */
export const configureAgent: ConfigureCommand = (command, context) => {
  const { call, output, settings, open, surroundings, finish } = context;
  command
    .command('ls')
    .description('list the agents of the roster, in the order of their stages')
    .action(async () => {
      const { roster } = await settings();
      const rows = Object.entries(roster.agents).map(
        ([agent, { taskTypes, purpose }]): AgentRow => ({
          agent,
          taskTypes,
          stream: streamName(roster, agent),
          purpose,
        }),
      );
      await output.answer('agents', rows, () => output.table(rows, columns, ''));
    });

  command
    .command('add')
    .description('add an agent to the roster in agog.config.json, and create its stream')
    .argument('<name>', 'letters, digits, - and _')
    .requiredOption('--type <types...>', 'the task types of its reports, the usual one first')
    .option('--purpose <text>', 'what it is for, in a few words; default: from the task type')
    .option('--stream <name>', 'its stream without the prefix; default: features_<type>')
    .action(async (name, { type, purpose, stream }) => {
      const before = await settings();
      const [first = '', ...others] = type;
      const agent = {
        stream: stream ?? freeStream(before.roster, name, first),
        taskTypes: [first, ...others],
        purpose: purpose ?? `${first.charAt(0).toUpperCase()}${first.slice(1)} reports`,
      } as const;
      const agents = { ...agentsAsData(before.roster.agents), [name]: agent };
      const roster = defineRoster(agents, { prefix: before.roster.prefix });
      // Opened before anything is written: where the store cannot be reached, nothing changes.
      const client = await open({ create: true });
      const { configuration, added } = addAgent(surroundings.folder, before, name, agent);
      const streams = createStreamManager(client.transport, roster);
      const plan = await streams.plan(call());
      const own = streamName(roster, name);
      const steps = plan.steps.filter((step) => step.stream === own);
      const result = await streams.apply({ ...plan, steps }, call());
      const answer = { name, ...agent, stream: own, configuration, added, ...result };
      await output.answer('agent', answer, () =>
        [
          added
            ? `Added ${name} to the roster in ${configuration}.`
            : `${name} was in the roster in ${configuration}.`,
          describeResult(result),
          `Next: agog prompt ${name} my-feature, and give that text to the agent.`,
        ].join('\n'),
      );
      if (!result.complete) finish(exitCodes.failed);
    });
};
