import { requireAgent } from '@agog/deliverables-core/transport';
import type { AgentTool, ToolCallOptions } from './agent-tool.ts';
import { defineTool } from './define-tool.ts';
import type { ToolDesk } from './tool-desk.ts';
import type { ObjectSchema, ValueOf } from './tool-schema.ts';

const inputSchema = {
  type: 'object',
  properties: { feature: { type: 'string' }, agent: { type: 'string' } },
  required: [],
  additionalProperties: false,
} as const satisfies ObjectSchema;

const lineSchema = {
  type: 'object',
  properties: {
    agent: { type: 'string' },
    task_type: { type: 'string' },
    feature: { type: 'string' },
    sequence: { type: 'integer' },
    title: { type: 'string' },
    tokens: { type: 'integer' },
    time: { type: 'string' },
    status: { type: 'string' },
    verdict: { type: 'string' },
  },
  required: ['agent', 'task_type'],
} as const satisfies ObjectSchema;

/** Most reports that a list without a feature shows. */
const longestList = 30;

/** Lists what is stored: the stages of a feature, or the newest reports. */
export const listTool = (desk: ToolDesk): AgentTool =>
  defineTool({
    name: 'list_reports',
    description: 'With a feature: every stage of it, done or not. Without: the newest reports.',
    timeout: desk.timeout,
    inputSchema,
    outputSchema: {
      type: 'object',
      properties: {
        reports: { type: 'array', items: lineSchema },
        omitted: { type: 'integer' },
      },
      required: ['reports'],
    },
    annotations: { readOnlyHint: true },
    run: async (input, options) => {
      const { feature } = input;
      const lines =
        feature === undefined
          ? await newest(desk, input, options)
          : await stages(desk, feature, input, options);
      return { structured: { ...lines } };
    },
  });

type ListInput = ValueOf<typeof inputSchema>;
type Line = ValueOf<typeof lineSchema>;

interface Lines {
  readonly reports: readonly Line[];
  /** How many older ones are not shown. */
  readonly omitted: number;
}

/** A line without what is not known: every word of it is paid for. */
const lineOf = (line: { readonly [Name in keyof Line]: Line[Name] | null }): Line =>
  // What is null is gone.
  Object.fromEntries(Object.entries(line).filter(([, value]) => value != null)) as unknown as Line;

const stages = async (
  { client }: ToolDesk,
  feature: string,
  { agent }: ListInput,
  { signal }: ToolCallOptions,
): Promise<Lines> => {
  if (agent !== undefined) requireAgent(client.roster, agent);
  const chain = await client.chain(feature, { signal });
  const reports = chain
    .filter((stage) => agent === undefined || stage.agent === agent)
    .map(({ agent, taskType, sequence, title, tokens, timestamp, status, verdict }) =>
      lineOf({
        agent,
        task_type: taskType,
        sequence,
        title,
        tokens: tokens?.count,
        time: timestamp,
        status,
        verdict,
      }),
    );
  return { reports, omitted: 0 };
};

const newest = async (
  { client }: ToolDesk,
  { agent }: ListInput,
  { signal }: ToolCallOptions,
): Promise<Lines> => {
  const heads = await client.listReports({ agent }, { signal });
  const reports = heads
    .slice(-longestList)
    .reverse()
    .map(({ agent, taskType, featureName, sequence, title, tokens, timestamp }) =>
      lineOf({
        agent,
        task_type: taskType,
        feature: featureName,
        sequence,
        title,
        tokens: tokens?.count,
        time: timestamp,
      }),
    );
  return { reports, omitted: heads.length - reports.length };
};
