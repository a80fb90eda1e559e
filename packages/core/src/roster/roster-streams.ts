import { DeliverablesError } from '../errors/deliverables-error.ts';
import { buildReportFilter } from '../subject/build-filter.ts';
import { quote } from '../subject/quote.ts';
import type { StreamConfig, StreamLimits } from '../transport/stream-admin.ts';
import { nearestName } from './nearest-name.ts';
import type { AgentDefinition, Roster } from './roster.ts';

const day = 86_400_000;

/** What a report stream keeps where the roster does not say otherwise. */
export const defaultStreamLimits: StreamLimits = {
  maxMessages: 10_000,
  maxBytes: 1_073_741_824,
  maxAge: 7 * day,
  // Reports of 10 MiB, and 64 KiB for their headers.
  maxMessageSize: 10_551_296,
  duplicateWindow: 120_000,
};

const unknownName = (
  code: 'unknown_agent' | 'unknown_task_type',
  message: string,
  name: string,
  known: readonly string[],
): DeliverablesError => {
  const nearest = typeof name === 'string' ? nearestName(name, known) : null;
  return new DeliverablesError({
    code,
    message: `${message} ${quote(name)}. Known are: ${known.join(', ')}.`,
    hint: nearest ? `Did you mean "${nearest}"?` : 'Use one of these, or add it to the roster.',
    details: { name, known, nearest },
  });
};

/**
 * The definition of an agent.
 *
 * @throws DeliverablesError `unknown_agent` that lists the known ones
 */
export const requireAgent = (roster: Roster, agent: string): AgentDefinition => {
  const definition = Object.hasOwn(roster.agents, agent) ? roster.agents[agent] : undefined;
  if (definition !== undefined) return definition;
  const message = 'The roster has no agent';
  throw unknownName('unknown_agent', message, agent, Object.keys(roster.agents));
};

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
  throw unknownName('unknown_task_type', message, taskType, definition.taskTypes);
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

const reportStream = (roster: Roster, name: string): StreamConfig => {
  const agents = Object.entries(roster.agents).filter(
    ([, { stream }]) => prefixed(roster, stream) === name,
  );
  const limits: StreamLimits = Object.assign(
    { ...defaultStreamLimits },
    ...agents.map(([, definition]) => definition.limits),
  );
  return {
    name,
    subjects: agents.map(([agent]) => buildReportFilter({ prefix: roster.prefix, agent })),
    retention: 'limits',
    discard: 'old',
    description: [...new Set(agents.map(([, { purpose }]) => purpose))].join('; '),
    ...limits,
    // Message ids cannot outlive the messages.
    duplicateWindow: Math.min(limits.duplicateWindow, limits.maxAge ?? limits.duplicateWindow),
  };
};

/** Every stream of a roster, as data: those of the reports, then that of the notices. */
export const streamsOf = (roster: Roster): StreamConfig[] => {
  const reports = reportStreamNames(roster).map((name) => reportStream(roster, name));
  const ages = reports.map(({ maxAge }) => maxAge ?? Number.POSITIVE_INFINITY);
  const longest = Math.max(7 * day, ...ages);
  return [
    ...reports,
    {
      ...defaultStreamLimits,
      name: noticeStreamName(roster),
      subjects: [`${roster.prefix}.notices.>`],
      retention: 'limits',
      discard: 'old',
      description: 'Notices of all agents',
      maxMessages: 100_000,
      maxBytes: null,
      // No report outlives its notice.
      maxAge: Number.isFinite(longest) ? longest : null,
      maxMessageSize: 65_536,
    },
  ];
};
