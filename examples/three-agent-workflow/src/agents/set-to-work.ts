import type { Notice } from '@agog/deliverables-core';
import type { Workplace } from './agent.ts';
import { type CynthiaResult, runCynthia } from './cynthia.ts';
import { type RoyResult, runRoy } from './roy.ts';
import type { AgentRole } from './spawn-prompt.ts';
import { runSylvia, type SylviaResult } from './sylvia.ts';

/** What each agent is set to do. Plain data, as its result is: both can go to another process and back. */
export interface AgentTasks {
  readonly cynthia: {
    /** How many of her claims to make false. */
    readonly plantErrors: number;
  };
  readonly sylvia: { readonly research: Notice };
  readonly roy: { readonly research: Notice; readonly critique: Notice };
}

/** What comes of it. */
export interface AgentResults {
  readonly cynthia: CynthiaResult;
  readonly sylvia: SylviaResult;
  readonly roy: RoyResult;
}

/** Sets one agent to work, and resolves once its work is done. */
export type SetToWork = <Role extends AgentRole>(
  role: Role,
  place: Workplace,
  task: AgentTasks[Role],
) => Promise<AgentResults[Role]>;

const agents: {
  readonly [Role in AgentRole]: (
    place: Workplace,
    task: AgentTasks[Role],
  ) => Promise<AgentResults[Role]>;
} = { cynthia: runCynthia, sylvia: runSylvia, roy: runRoy };

/** Agents in this process, each with a connection of its own. */
export const inThisProcess: SetToWork = (role, place, task) => agents[role](place, task);
