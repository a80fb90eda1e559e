import { checkObject, checkWholeNumber } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import type { Roster } from '../roster/roster.ts';
import {
  noticeStreamName,
  reportStreamNames,
  requireTaskType,
  streamName,
} from '../roster/roster-streams.ts';
import { buildFilter, buildSubject, type SubjectKind } from '../subject/build-subject.ts';
import { parseChannel, parseSubject } from '../subject/parse-subject.ts';
import type { ChannelName, ReportQuery, ReportReference } from './references.ts';

/** A channel with everything that follows from it. */
export interface LocatedChannel {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  readonly channel: string;
  readonly stream: string;
}

/** A report located, and what is known of the revision meant. */
export interface LocatedReport extends LocatedChannel {
  /** Without it the latest is meant. */
  readonly sequence: number | undefined;
  /** The first characters of the digest that a notice claims. */
  readonly digest: string | undefined;
}

const referenceForm = 'an object, such as { channel } or { agent, taskType, featureName }';

/** Finds a channel's stream in the roster; any name that is not there is an error that lists those that are. */
export const locateChannel = (roster: Roster, name: ChannelName<Roster>): LocatedChannel => {
  const { prefix } = roster;
  checkObject('A channel', name, referenceForm);
  const { agent, taskType, featureName } =
    'channel' in name ? parseChannel(name.channel, prefix) : name;
  requireTaskType(roster, agent, taskType);
  const channel = buildSubject('deliverables', { prefix, agent, taskType, featureName });
  return { agent, taskType, featureName, channel, stream: streamName(roster, agent) };
};

/** Whether a report's or notice's subject has the roster's names: other writers may have used others on its streams. */
export const isKnownChannel = ({ prefix, agents }: Roster, subject: string): boolean => {
  const parts = parseSubject(subject, prefix);
  if (parts === null || !Object.hasOwn(agents, parts.agent)) return false;
  return agents[parts.agent]?.taskTypes.includes(parts.taskType) ?? false;
};

/** As {@link locateChannel}, for one revision; `null` for a notice that names no report. */
export const locateReport = (
  roster: Roster,
  reference: ReportReference<Roster>,
): LocatedReport | null => {
  checkObject('A reference', reference, referenceForm);
  const sequence = reference.sequence ?? undefined;
  checkWholeNumber('sequence', sequence, 1);
  // A stage of a chain has a status as well, and a channel.
  if ('channel' in reference || !('status' in reference)) {
    return { ...locateChannel(roster, reference), sequence, digest: undefined };
  }
  const { nats_channel: channel, digest } = reference;
  return channel && sequence ? { ...locateChannel(roster, { channel }), sequence, digest } : null;
};

/** Where the notices on a channel are: their stream and their subject. */
export const locateNotices = (
  roster: Roster,
  name: ChannelName<Roster>,
): { readonly stream: string; readonly subject: string } => ({
  stream: noticeStreamName(roster),
  subject: buildSubject('notices', { prefix: roster.prefix, ...locateChannel(roster, name) }),
});

/** The streams and the filter behind a query; checks its names. */
export const locateMany = (
  roster: Roster,
  kind: SubjectKind,
  query: ReportQuery<Roster>,
): { readonly streams: readonly string[]; readonly filters: readonly [string] } => {
  checkObject('The query', query, 'an object, such as { featureName }');
  const { agent, taskType, featureName } = query;
  if (taskType !== undefined) checkTaskType(roster, agent, taskType);
  const filter = buildFilter(kind, { prefix: roster.prefix, agent, taskType, featureName });
  const stream = agent === undefined ? undefined : streamName(roster, agent);
  return {
    streams:
      kind === 'notices'
        ? [noticeStreamName(roster)]
        : stream
          ? [stream]
          : reportStreamNames(roster),
    filters: [filter],
  };
};

/** A misspelt task type would match nothing, and nobody would know. */
const checkTaskType = (roster: Roster, agent: string | undefined, taskType: string): void => {
  if (agent !== undefined) requireTaskType(roster, agent, taskType);
  else if (!Object.values(roster.agents).some(({ taskTypes }) => taskTypes.includes(taskType))) {
    fail('unknown_task_type', `No agent has the task type ${quote(taskType)}.`, 'See the roster.');
  }
};
