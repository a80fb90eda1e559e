import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Roster } from '../roster/roster.ts';
import { noticeStreamName } from '../roster/roster-streams.ts';
import { buildNoticeFilter } from '../subject/build-filter.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { StreamAdmin } from '../transport/stream-admin.ts';
import type { ClientContext } from './client-context.ts';
import { getMessage } from './fetch-report.ts';
import { selectReports } from './list-reports.ts';
import { locateReport } from './locate-report.ts';
import type { ReportQuery, ReportReference } from './references.ts';

/** Which reports to remove. At least one of agent, task type and feature is needed, so that nothing goes by oversight. */
export interface ReportPurge<R extends Roster> extends ReportQuery<R> {
  /** Keep this many of the newest revisions in each stream. Default 0. */
  readonly keep?: number | undefined;
}

/** How many messages a purge removed. */
export interface PurgeResult {
  readonly reports: number;
  readonly notices: number;
}

/** Removes one revision. False when there was none. */
export const deleteReport = async (
  context: ClientContext,
  reference: ReportReference<Roster>,
  options?: CallOptions,
): Promise<boolean> => {
  const located = locateReport(context.roster, reference);
  if (located === null || located.sequence === null) {
    throw new DeliverablesError({
      code: 'invalid_argument',
      message: 'deleteReport removes one revision, and none is named.',
      hint: 'Give its sequence; purgeReports removes a whole channel.',
    });
  }
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'deleteReport');
  if ((await getMessage(context, located, deadline)) === null) return false;
  return admin.deleteMessage(located.stream, located.sequence, deadline.next());
};

/** Removes the reports that match and, unless some are kept, their notices. */
export const purgeReports = async (
  context: ClientContext,
  query: ReportPurge<Roster>,
  options?: CallOptions,
): Promise<PurgeResult> => {
  const { keep, ...parts } = query;
  if (Object.values(parts).every((part) => part === undefined)) {
    throw new DeliverablesError({
      code: 'invalid_argument',
      message: 'purgeReports was not told which reports to remove.',
      hint: 'Name an agent, a task type or a feature.',
    });
  }
  const { streams, filter } = selectReports(context.roster, parts);
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'purgeReports');
  let reports = 0;
  for (const stream of streams)
    reports += await admin.purge(stream, { filter, keep }, deadline.next());
  if (keep) return { reports, notices: 0 };
  const notices = await admin.purge(
    noticeStreamName(context.roster),
    { filter: buildNoticeFilter({ prefix: context.roster.prefix, ...parts }) },
    deadline.next(),
  );
  return { reports, notices };
};

/** The transport's stream management, or an `unsupported` error that names what needs it. */
export const requireAdmin = ({ transport }: ClientContext, call: string): StreamAdmin => {
  if (transport.admin !== null) return transport.admin;
  throw new DeliverablesError({
    code: 'unsupported',
    message: `${call} needs to manage streams, which this ${transport.name} transport may not.`,
    hint: 'Use a connection with the rights of an administrator.',
  });
};
