import { checkArgument, checkObject, checkWholeNumber } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { SubjectKind } from '../subject/build-subject.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { StreamAdmin } from '../transport/stream-admin.ts';
import type { ClientContext } from './client-context.ts';
import { readHead } from './list-reports.ts';
import { locateChannel, locateMany, locateReport } from './locate-report.ts';
import type { ChannelReference, ReportQuery, ReportReference } from './references.ts';

/**
 * Which reports to remove: those of a channel, or where every given one of agent, task type and feature is equal. At
 * least one is needed and no other field is taken, so that nothing goes by oversight.
 */
export type ReportPurge<R extends Roster> = (ReportQuery<R> | Pick<ChannelReference, 'channel'>) & {
  /** Keep this many of the newest matching revisions in each stream. Default 0. */
  readonly keep?: number | undefined;
};

const partFields = ['agent', 'taskType', 'featureName', 'keep'];
const channelFields = ['channel', 'keep'];

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
  if (!located) return false;
  const { stream, channel } = located;
  if (!(await readHead(context, located, deadline, sequence))) return false;
  context.receipts.forget((known) => known.channel === channel && known.sequence === sequence);
  return admin.deleteMessage(stream, sequence, deadline.next());
};

/** Removes the reports that match and, unless some are kept, their notices. */
export const purgeReports = async (
  context: ClientContext,
  query: ReportPurge<Roster>,
  options?: CallOptions,
): Promise<PurgeResult> => {
  const { roster, receipts } = context;
  checkObject('The query', query);
  const known = 'channel' in query ? channelFields : partFields;
  const unknown = Object.keys(query).find((field) => !known.includes(field));
  checkArgument(!unknown, 'A field of the query', unknown, `one of ${known.join(', ')}`);
  const { keep } = query;
  checkWholeNumber('keep', keep, 0);
  const parts: ReportQuery<Roster> = 'channel' in query ? locateChannel(roster, query) : query;
  const { agent, taskType, featureName } = parts;
  const named = agent ?? taskType ?? featureName;
  const rule = 'by a channel, an agent, a task type or a feature';
  checkArgument(named !== undefined, 'The query', query, rule);
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'purgeReports');
  const purge = async (kind: SubjectKind): Promise<number> => {
    const { streams, filters } = locateMany(roster, kind, parts);
    let removed = 0;
    for (const stream of streams) {
      removed += await admin.purge(stream, { filter: filters[0], keep }, deadline.next());
    }
    return removed;
  };
  const isRemoved = (receipt: ReportReceipt) =>
    receipt.agent === (agent ?? receipt.agent) &&
    receipt.taskType === (taskType ?? receipt.taskType) &&
    receipt.featureName === (featureName ?? receipt.featureName);
  if (!keep) receipts.forget(isRemoved);
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
