import { DeliverablesError } from '../errors/deliverables-error.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkStreamConfig } from '../transport/check-stream-config.ts';
import type { AgentDefinition, AgentDefinitions, Roster } from './roster.ts';
import { defaultStreamLimits, streamsOf } from './roster-streams.ts';

/** Streams that the wire format gives to other things than reports. */
const reservedStreams = ['notices', 'workflows', 'tasks', 'chunks'];

const contradiction = (message: string, cause?: unknown): DeliverablesError =>
  new DeliverablesError({
    code: 'invalid_roster',
    message,
    hint: 'Correct the definition that is passed to defineRoster.',
    cause,
  });

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const defineAgent = (agent: string, definition: AgentDefinition): AgentDefinition => {
  checkToken(agent, 'agent');
  if (!isObject(definition)) throw contradiction(`The agent ${agent} is defined by no object.`);
  const { stream, purpose, limits } = definition;
  const taskTypes: readonly string[] = definition.taskTypes;
  checkToken(stream, `stream of the agent ${agent}`);
  if (reservedStreams.includes(stream)) {
    throw contradiction(`The agent ${agent} has the stream ${stream}, which is reserved.`);
  }
  const [first, ...others] = Array.isArray(taskTypes) ? taskTypes : [];
  if (first === undefined) {
    throw contradiction(`The agent ${agent} has no task types.`);
  }
  for (const [index, taskType] of taskTypes.entries()) {
    checkToken(taskType, `task type of the agent ${agent}`);
    if (taskTypes.indexOf(taskType) < index) {
      throw contradiction(`The agent ${agent} has the task type ${taskType} twice.`);
    }
  }
  if (typeof purpose !== 'string') throw contradiction(`The agent ${agent} has no purpose.`);
  for (const name of Object.keys(limits ?? {})) {
    if (Object.hasOwn(defaultStreamLimits, name)) continue;
    throw contradiction(`The agent ${agent} has the limit ${name}, which is not known.`);
  }
  const given = Object.entries(limits ?? {}).filter(([, value]) => value !== undefined);
  return Object.freeze({
    ...definition,
    taskTypes: Object.freeze([first, ...others] as const),
    limits: Object.freeze(Object.fromEntries(given)),
  });
};

/** Agents that share a stream must not ask different limits of it. */
const checkSharedLimits = (agents: AgentDefinitions): void => {
  const seen = new Map<string, { readonly agent: string; readonly value: unknown }>();
  for (const [agent, { stream, limits }] of Object.entries(agents)) {
    for (const [name, value] of Object.entries(limits ?? {})) {
      const key = `${stream} ${name}`;
      const earlier = seen.get(key) ?? { agent, value };
      seen.set(key, earlier);
      if (earlier.value === value) continue;
      throw contradiction(
        `The agents ${earlier.agent} and ${agent} share the stream ${stream} and disagree on ${name}.`,
      );
    }
  }
};

/**
 * A roster of these agents, in the order of their stages, checked and frozen. Their names and task types are kept as
 * literal types, so that a misspelt one does not compile. Agents may share a stream.
 *
 * @param agents - By name; names, streams and task types are tokens: 1 to 128 letters, digits, `-` and `_`.
 * @param options - `prefix` begins every subject and every stream's name; default `agog`.
 * @throws DeliverablesError `invalid_name` for what is no token, `invalid_roster` for everything else
 */
export const defineRoster = <const Agents extends AgentDefinitions>(
  agents: Agents,
  options: { readonly prefix?: string | undefined } = {},
): Roster<Agents> => {
  const { prefix = 'agog' } = options;
  checkToken(prefix, 'prefix');
  if (!isObject(agents) || Object.keys(agents).length === 0) {
    throw contradiction('A roster needs at least one agent.');
  }
  const defined = Object.fromEntries(
    Object.entries(agents).map(([agent, definition]) => [agent, defineAgent(agent, definition)]),
  );
  checkSharedLimits(defined);
  // The cast: what was copied and frozen has the names and types of what was given.
  const roster: Roster<Agents> = Object.freeze({
    prefix,
    agents: Object.freeze(defined) as Agents,
  });
  for (const config of streamsOf(roster)) {
    try {
      checkStreamConfig(config);
    } catch (error) {
      const { message } = DeliverablesError.from(error);
      throw contradiction(`The stream ${config.name} cannot be: ${message}`, error);
    }
  }
  return roster;
};
