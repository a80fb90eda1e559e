import { readReportHead } from '../report/read-report-head.ts';
import type { ReportHead } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { reportStreamNames, requireAgent, streamName } from '../roster/roster-streams.ts';
import { buildReportFilter } from '../subject/build-filter.ts';
import { parseSubject } from '../subject/parse-subject.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { locateChannel } from './locate-report.ts';
import type { ChannelName, ReportQuery } from './references.ts';

/** The latest revision of every channel asked for, oldest first. */
export const listReports = async (
  context: ClientContext,
  query: ReportQuery<Roster> = {},
  options?: CallOptions,
): Promise<ReportHead[]> => {
  const deadline = startDeadline(options);
  const { streams, filter } = selectReports(context.roster, query);
  const lists = await Promise.all(
    streams.map((stream) => readHeads(context, { stream, filter, select: 'last' }, deadline)),
  );
  return lists.flat().sort((one, other) => compare(one.timestamp, other.timestamp));
};

/** The revisions of one channel that the stream still holds, oldest first. */
export const history = (
  context: ClientContext,
  name: ChannelName<Roster>,
  options?: CallOptions,
): Promise<ReportHead[]> => {
  const { stream, channel } = locateChannel(context.roster, name);
  const query = { stream, filter: channel, select: 'all' } as const;
  return readHeads(context, query, startDeadline(options));
};

/** The streams and the filter behind a query; checks its names. */
export const selectReports = (
  roster: Roster,
  query: ReportQuery<Roster>,
): { readonly streams: readonly string[]; readonly filter: string } => {
  const { agent } = query;
  if (agent !== undefined) requireAgent(roster, agent);
  return {
    streams: agent === undefined ? reportStreamNames(roster) : [streamName(roster, agent)],
    filter: buildReportFilter({ prefix: roster.prefix, ...query }),
  };
};

interface HeadsQuery {
  readonly stream: string;
  readonly filter: string;
  readonly select: 'all' | 'last';
}

const readHeads = async (
  context: ClientContext,
  { stream, filter, select }: HeadsQuery,
  deadline: Deadline,
): Promise<ReportHead[]> => {
  const heads: ReportHead[] = [];
  const query = { stream, filters: [filter], select };
  for await (const message of context.transport.readHeads(query, deadline.next())) {
    // Other writers may have used names on the stream that are no channel of a report.
    if (parseSubject(message.subject, context.roster.prefix) === null) continue;
    heads.push(readReportHead(message, context.roster.prefix, 'foreign'));
  }
  return heads;
};

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
