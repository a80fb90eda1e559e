import type { Roster } from '@agog/deliverables-core';
import { fail, requireAgent } from '@agog/deliverables-core/transport';

/**
 * A task type that may be left out where the agent has only one.
 *
 * @throws DeliverablesError `unknown_agent`, `invalid_argument`
 */
export const resolveTaskType = (
  roster: Roster,
  agent: string,
  taskType: string | undefined,
): string => {
  const { taskTypes } = requireAgent(roster, agent);
  if (taskType !== undefined) return taskType;
  if (taskTypes.length === 1) return taskTypes[0];
  return fail(
    'invalid_argument',
    `The agent ${agent} has several task types: ${taskTypes.join(', ')}.`,
    'Say which one.',
  );
};
