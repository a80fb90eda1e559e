import type { ErrorCode } from '../errors/error-codes.ts';
import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { buildFilter } from '../subject/build-subject.ts';
import type { StreamConfig, StreamLimits } from '../transport/stream-admin.ts';
import { nearestName } from './nearest-name.ts';
import type { AgentDefinition, Roster } from './roster.ts';

const week = 604_800_000;

/** What a report stream keeps where the roster does not say otherwise. */
export const defaultStreamLimits: StreamLimits = {
  maxMessages: 10_000,
  maxBytes: 1_073_741_824,
  maxAge: week,
  // Reports of 10 MiB, and 64 KiB for their headers.
  maxMessageSize: 10_551_296,
  duplicateWindow: 120_000,
};

const failUnknown = (
  code: ErrorCode,
  message: string,
  name: string,
  known: readonly string[],
): never => {
  const nearest = nearestName(String(name), known);
  return fail(
    code,
    `${message} ${quote(name)}. Known are: ${known.join(', ')}.`,
    nearest ? `Did you mean "${nearest}"?` : 'Use one of these, or add it to the roster.',
    { name, known, nearest },
  );
};

/**
 * The definition of an agent.
 *
 * @throws DeliverablesError `unknown_agent` that lists the known ones
 */
export const requireAgent = ({ agents }: Roster, agent: string): AgentDefinition =>
  (Object.hasOwn(agents, agent) ? agents[agent] : undefined) ??
  failUnknown('unknown_agent', 'The roster has no agent', agent, Object.keys(agents));

/**
 * The definition of an agent that has the task type.
 *
 * @throws DeliverablesError `unknown_agent`, `unknown_task_type`, each listing the known ones
 */
export const requireTaskType = (
  roster: Roster,
  agent: string,
  taskType: string,
): AgentDefinition => {
  const definition = requireAgent(roster, agent);
  if (definition.taskTypes.includes(taskType)) return definition;
  const message = `The agent ${agent} has no task type`;
  return failUnknown('unknown_task_type', message, taskType, definition.taskTypes);
};

const prefixed = (roster: Roster, stream: string): string => `${roster.prefix}_${stream}`;

/**
 * The stream that holds an agent's reports: `agog_features_research`.
 *
 * @throws DeliverablesError `unknown_agent`
 */
export const streamName = (roster: Roster, agent: string): string =>
  prefixed(roster, requireAgent(roster, agent).stream);

/** The stream that holds all notices: `agog_notices`. */
export const noticeStreamName = (roster: Roster): string => prefixed(roster, 'notices');

/** The streams that hold reports, each once, in the order of their first agents. */
export const reportStreamNames = (roster: Roster): string[] => [
  ...new Set(Object.values(roster.agents).map(({ stream }) => prefixed(roster, stream))),
];

/** Every stream of a roster, as data: those of the reports, then that of the notices. */
export const streamsOf = (roster: Roster): StreamConfig[] => {
  const { prefix } = roster;
  const common = { ...defaultStreamLimits, retention: 'limits', discard: 'old' } as const;
  // No report outlives its notice.
  let longest = week;
  const reports = reportStreamNames(roster).map((name): StreamConfig => {
    const agents = Object.entries(roster.agents).filter(
      ([, { stream }]) => prefixed(roster, stream) === name,
    );
    const config: StreamConfig = Object.assign(
      {
        ...common,
        name,
        subjects: agents.map(([agent]) => buildFilter('deliverables', { prefix, agent })),
        description: [...new Set(agents.map(([, { purpose }]) => purpose))].join('; '),
      },
      ...agents.map(([, { limits }]) => limits),
    );
    const maxAge = config.maxAge ?? Infinity;
    longest = Math.max(longest, maxAge);
    // Message ids cannot outlive the messages.
    return { ...config, duplicateWindow: Math.min(config.duplicateWindow, maxAge) };
  });
  const notices: StreamConfig = {
    ...common,
    name: noticeStreamName(roster),
    subjects: [`${prefix}.notices.>`],
    description: 'Notices of all agents',
    maxMessages: 100_000,
    maxBytes: null,
    maxAge: longest < Infinity ? longest : null,
    maxMessageSize: 65_536,
  };
  return [...reports, notices];
};
