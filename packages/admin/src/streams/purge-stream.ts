import type { CallOptions, PurgeQuery, Roster, Transport } from '@agog/deliverables-core';
import {
  buildNoticeFilter,
  buildReportFilter,
  checkArgument,
  noticeStreamName,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { requireAdmin } from './require-admin.ts';

/**
 * What to remove from a stream: `'everything'`, or what all given conditions hold for. At least one is needed, so that
 * nothing goes by oversight.
 */
export type StreamPurge = 'everything' | PurgeConditions;

/** Conditions on what is removed. */
export interface PurgeConditions {
  /** Only what is on this feature. */
  readonly featureName?: string | undefined;
  /** Keep this many of the newest that match. Not together with `beforeSequence`. */
  readonly keep?: number | undefined;
  /** Only what has a lower sequence. */
  readonly beforeSequence?: number | undefined;
}

const known = ['featureName', 'keep', 'beforeSequence'];

/** Removes messages of one stream, and answers how many. */
export const purgeStream = async (
  transport: Transport,
  roster: Roster,
  stream: string,
  purge: StreamPurge,
  options?: CallOptions,
): Promise<number> => {
  const query = purge === 'everything' ? {} : encodeConditions(roster, stream, purge);
  const deadline = startDeadline(options);
  return requireAdmin(transport, 'A purge').purge(stream, query, deadline.next());
};

const encodeConditions = (
  roster: Roster,
  stream: string,
  conditions: PurgeConditions,
): PurgeQuery => {
  const rule = "'everything', or an object with conditions";
  checkArgument(Object(conditions) === conditions, 'purge', conditions, rule);
  const unknown = Object.keys(conditions).find((name) => !known.includes(name));
  checkArgument(!unknown, 'A condition', unknown, `one of ${known.join(', ')}`);
  const { featureName, keep, beforeSequence } = conditions;
  const given = [featureName, keep, beforeSequence].some((condition) => condition !== undefined);
  checkArgument(given, 'purge', conditions, rule);
  const { prefix } = roster;
  const build = stream === noticeStreamName(roster) ? buildNoticeFilter : buildReportFilter;
  const filter = featureName === undefined ? undefined : build({ prefix, featureName });
  return { filter, keep, beforeSequence };
};
