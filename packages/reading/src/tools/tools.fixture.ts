import { createClient, type DeliverablesClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { expect, onTestFinished } from 'vitest';
import { createReader } from '../reader/create-reader.ts';
import type { AgentTool, ToolAnswer, ToolCallOptions } from './agent-tool.ts';
import { createTools } from './create-tools.ts';

type Roster = typeof defaultRoster;

/** A store in memory with the tools of its agents; closed when the test ends. */
export interface Workshop {
  readonly client: DeliverablesClient<Roster>;
  /** The tools of one agent, by name. */
  toolsOf(agent: 'roy' | 'cynthia' | 'sylvia'): (name: string) => AgentTool;
}

export const openWorkshop = async (): Promise<Workshop> => {
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  onTestFinished(() => client.close());
  await client.initialize();
  const reader = createReader(client);
  return {
    client,
    toolsOf: (agent) => {
      const tools = createTools(reader, { agent, progressInterval: 10 });
      return (name) => {
        const found = tools.find((tool) => tool.name === name);
        if (!found) throw new Error(`There is no tool ${name}.`);
        return found;
      };
    },
  };
};

/** What a call answered that must have succeeded. */
export const succeed = async (
  tool: AgentTool,
  input: unknown,
  options?: ToolCallOptions,
): Promise<Extract<ToolAnswer, { isError: false }>> => {
  const answer = await tool.call(input, options);
  expect(answer).toMatchObject({ isError: false });
  if (answer.isError) throw answer.error;
  return answer;
};

/** The error that a call must have been answered with, as a model reads it. */
export const refuse = async (
  tool: AgentTool,
  input: unknown,
  options?: ToolCallOptions,
): Promise<Record<string, unknown>> => {
  const answer = await tool.call(input, options);
  expect(answer).toMatchObject({ isError: true });
  return JSON.parse(answer.text);
};

/** A report of many sections, some 8,000 tokens long. */
export const longReport: string = [
  '# Search for customers',
  ...['Findings', 'Risks', 'Design', 'Plan'].flatMap((title) => [
    `## ${title}`,
    ...['Index', 'Ranking'].flatMap((part) => [
      `### ${part} of ${title}`,
      `${'The trigram index answers within forty milliseconds on the largest tenant. '.repeat(70)}`,
    ]),
  ]),
].join('\n\n');
