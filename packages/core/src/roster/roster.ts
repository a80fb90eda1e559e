import type { StandardSchema } from '../schema/standard-schema.ts';
import type { StreamLimits } from '../transport/stream-admin.ts';

/** What a report may carry beside its content: a JSON object. */
export type Metadata = Readonly<Record<string, unknown>>;

/** One agent of a roster. */
export interface AgentDefinition {
  /** Its stream's name without the prefix: `features_research` is the stream `agog_features_research`. */
  readonly stream: string;
  /** The kinds of reports it writes, the stage's usual one first. */
  readonly taskTypes: readonly [string, ...string[]];
  /** What the agent is for, in a few words. */
  readonly purpose: string;
  /** Checks the metadata of its reports before they are stored. */
  readonly metadataSchema?: StandardSchema<Metadata, Metadata> | undefined;
  /** Where its stream keeps more or less than the default limits. */
  readonly limits?: Partial<StreamLimits> | undefined;
}

/** The agents, in the order of their stages. */
export type AgentDefinitions = Readonly<Record<string, AgentDefinition>>;

/** Who publishes what, where: the one place that knows. Made by {@link defineRoster}. */
export interface Roster<Agents extends AgentDefinitions = AgentDefinitions> {
  /** The first token of every subject and the first word of every stream's name. */
  readonly prefix: string;
  readonly agents: Agents;
}

/** The names of a roster's agents. */
export type AgentName<R extends Roster> = Extract<keyof R['agents'], string>;

/** The task types of one agent of a roster. */
export type TaskTypeOf<
  R extends Roster,
  Agent extends AgentName<R>,
> = R['agents'][Agent]['taskTypes'][number];
