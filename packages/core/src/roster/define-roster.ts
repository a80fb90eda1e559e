import { checkObject } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkStreamLimits } from '../transport/check-stream-limits.ts';
import type { AgentDefinition, AgentDefinitions, Roster } from './roster.ts';
import { defaultStreamLimits, streamsOf } from './roster-streams.ts';

const contradiction = (message: string, cause?: unknown): never =>
  fail('invalid_roster', message, 'Correct what is passed to defineRoster.', undefined, cause);

const defineAgent = (agent: string, definition: AgentDefinition): AgentDefinition => {
  checkToken(agent, 'agent');
  // Objects put such keys before all others, and the order is that of the stages.
  if (/^(0|[1-9]\d*)$/.test(agent))
    contradiction(`The agent ${agent} is a number; it needs a name.`);
  // Callers without a compiler may leave out anything.
  const { stream, limits, taskTypes, metadataSchema }: Partial<AgentDefinition> =
    Object(definition);
  checkToken(stream, `stream of ${agent}`);
  // The wire format gives these to other things than reports.
  if (/^(notices|workflows|tasks|chunks)$/.test(stream)) {
    contradiction(`The stream ${stream} of ${agent} is kept for other things.`);
  }
  const types: readonly string[] = Array.isArray(taskTypes) ? taskTypes : [];
  for (const taskType of types) checkToken(taskType, `task type of ${agent}`);
  const [first, ...others] = new Set(types);
  if (first === undefined || others.length + 1 < types.length) {
    return contradiction(`The agent ${agent} needs a task type, and each only once.`);
  }
  if (metadataSchema !== undefined && !isStandardSchema(metadataSchema)) {
    contradiction(`The metadataSchema of ${agent} does not follow Standard Schema.`);
  }
  return Object.freeze({
    ...definition,
    taskTypes: Object.freeze([first, ...others] as const),
    limits: Object.freeze({ ...limits }),
  });
};

const isStandardSchema = (schema: unknown): boolean =>
  typeof Object(Object(schema)['~standard']).validate === 'function';

/** Limits must be known, and the same for all agents of a stream. */
const checkLimits = (agents: AgentDefinitions): void => {
  const seen = new Map<string, unknown>();
  for (const { stream, limits } of Object.values(agents)) {
    for (const [name, value] of Object.entries(limits ?? {})) {
      const key = `${name} of the stream ${stream}`;
      if (!Object.hasOwn(defaultStreamLimits, name)) contradiction(`There is no ${key}.`);
      if (seen.has(key) && seen.get(key) !== value) {
        contradiction(`Agents disagree on ${key}.`);
      }
      seen.set(key, value);
    }
  }
};

/**
 * A roster of these agents, in the order of their stages, checked and frozen. Their names and task types are kept as
 * literal types, so that a misspelt one does not compile. Agents may share a stream.
 *
 * @param agents - By name; names, streams and task types are tokens: 1 to 128 letters, digits, `-` and `_`.
 * @param options - `prefix` begins every subject and every stream's name; default `agog`.
 * @throws DeliverablesError `invalid_argument` for options that are no object, `invalid_name` for what is no token, `invalid_roster` for everything else
 */
export const defineRoster = <const Agents extends AgentDefinitions>(
  agents: Agents,
  options: { readonly prefix?: string | undefined } = {},
): Roster<Agents> => {
  checkObject('options', options);
  const { prefix = 'agog' } = options;
  checkToken(prefix, 'prefix');
  const defined = Object.fromEntries(
    Object.entries(agents ?? {}).map(([agent, definition]) => [
      agent,
      defineAgent(agent, definition),
    ]),
  );
  if (Object.keys(defined).length === 0) contradiction('A roster needs an agent.');
  checkLimits(defined);
  // The cast: what was copied and frozen has the names and types of what was given.
  const roster: Roster<Agents> = Object.freeze({
    prefix,
    agents: Object.freeze(defined) as Agents,
  });
  for (const config of streamsOf(roster)) {
    try {
      checkToken(config.name, 'stream');
      checkStreamLimits(config);
    } catch (error) {
      const { message } = DeliverablesError.from(error);
      contradiction(`The stream ${config.name} cannot be: ${message}`, error);
    }
  }
  return roster;
};
