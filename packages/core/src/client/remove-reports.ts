import { checkArgument } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import type { Roster } from '../roster/roster.ts';
import type { SubjectKind } from '../subject/build-subject.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { StreamAdmin } from '../transport/stream-admin.ts';
import type { ClientContext } from './client-context.ts';
import { getMessage } from './fetch-report.ts';
import { locateMany, locateReport } from './locate-report.ts';
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
  const sequence = located?.sequence ?? 0;
  checkArgument(sequence > 0, 'sequence', located?.sequence, 'the revision to delete');
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'deleteReport');
  const message = located && (await getMessage(context, located, deadline));
  return message !== null && admin.deleteMessage(message.stream, sequence, deadline.next());
};

/** Removes the reports that match and, unless some are kept, their notices. */
export const purgeReports = async (
  context: ClientContext,
  query: ReportPurge<Roster>,
  options?: CallOptions,
): Promise<PurgeResult> => {
  const { agent, taskType, featureName, keep } = query;
  const named = agent ?? taskType ?? featureName;
  checkArgument(named !== undefined, 'The query', query, 'by an agent, a task type or a feature');
  const { roster } = context;
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'purgeReports');
  const purge = async (kind: SubjectKind): Promise<number> => {
    const { streams, filters } = locateMany(roster, kind, query);
    let removed = 0;
    for (const stream of streams) {
      removed += await admin.purge(stream, { filter: filters[0], keep }, deadline.next());
    }
    return removed;
  };
  return {
    reports: await purge('deliverables'),
    notices: keep ? 0 : await purge('notices'),
  };
};

/** The transport's stream management, or an `unsupported` error that names what needs it. */
export const requireAdmin = ({ transport }: ClientContext, call: string): StreamAdmin =>
  transport.admin ??
  fail(
    'unsupported',
    `${call} needs to manage streams, which this ${transport.name} transport may not.`,
    'Use a connection with the rights of an administrator.',
  );
