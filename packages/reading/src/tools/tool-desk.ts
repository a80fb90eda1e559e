import type { CountTokens, DeliverablesClient, Roster } from '@agog/deliverables-core';
import { requireAgent } from '@agog/deliverables-core/transport';
import type { Reader } from '../reader/reader.ts';

/** What the tools of one agent share. */
export interface ToolDesk {
  readonly reader: Reader<Roster>;
  readonly client: DeliverablesClient;
  /** Whose tools these are. */
  readonly agent: string;
  readonly countTokens: CountTokens;
  /** Milliseconds between two words on how far a wait is. */
  readonly progressInterval: number;
  /** Milliseconds after which a call that does not wait by intent is answered as an error. */
  readonly timeout: number;
}

/** A channel by the names that a model gives. */
export interface NamedChannel {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

/** The channel that a tool's input names; without a task type it is the agent's usual one. */
export const channelOf = (
  { client }: ToolDesk,
  agent: string,
  input: { readonly feature: string; readonly task_type?: string | undefined },
): NamedChannel => {
  const [usual] = requireAgent(client.roster, agent).taskTypes;
  return { agent, taskType: input.task_type ?? usual, featureName: input.feature };
};
