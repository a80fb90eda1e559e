import { readReportHead } from '../report/read-report-head.ts';
import type { ReportHead } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { ReadQuery } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { createCopyFilter } from './collapse-copies.ts';
import { isKnownChannel, type LocatedChannel, locateChannel, locateMany } from './locate-report.ts';
import type { ChannelName, ReportQuery } from './references.ts';

/** The latest revision of every channel asked for, oldest first. */
export const listReports = async (
  context: ClientContext,
  query: ReportQuery<Roster> = {},
  options?: CallOptions,
): Promise<ReportHead[]> => {
  const deadline = startDeadline(options);
  const { streams, filters } = locateMany(context.roster, 'deliverables', query);
  const lists = await Promise.all(
    streams.map((stream) => readHeads(context, { stream, filters, select: 'last' }, deadline)),
  );
  return lists.flat().sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp));
};

/** The revisions of one channel that the stream still holds, oldest first; of a revision and its copies the first. */
export const history = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  options?: CallOptions,
): Promise<ReportHead[]> => {
  const { stream, channel } = locateChannel(context.roster, name);
  const query = { stream, filters: [channel], select: 'all' } as const;
  return readHeads(context, query, startDeadline(options));
};

/** The head of a channel's latest revision, or of the one with a sequence; `undefined` when there is none. */
export const readHead = async (
  context: ClientContext,
  { stream, channel }: LocatedChannel,
  deadline: Deadline,
  sequence?: number,
): Promise<ReportHead | undefined> => {
  const range = { fromSequence: sequence, toSequence: sequence };
  const query = { stream, filters: [channel], select: 'last', ...range } as const;
  return (await readHeads(context, query, deadline))[0];
};

/** The heads of the reports that match, without copies. */
export const readHeads = async (
  { transport, roster }: ClientContext,
  query: ReadQuery,
  deadline: Deadline,
): Promise<ReportHead[]> => {
  const heads: ReportHead[] = [];
  const isCopy = createCopyFilter(transport);
  for await (const message of transport.readHeads(query, deadline.next())) {
    if (isKnownChannel(roster, message.subject) && !(await isCopy(message))) {
      heads.push(readReportHead(message, roster.prefix, 'foreign'));
    }
  }
  return heads;
};
