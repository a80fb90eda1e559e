import type { Notice, NoticeStatus, Verdict } from '../notice/notice.ts';
import type { ReportHead } from '../report/report.ts';
import type { TokenCount } from '../tokens/token-counter.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { listReports, readHead } from './list-reports.ts';
import { type LocatedChannel, locateChannel } from './locate-report.ts';
import { readNotices } from './notices.ts';

/** One stage of a feature: what an agent of the roster has published for it, or nothing yet. */
export interface ChainStage {
  readonly agent: string;
  readonly taskType: string;
  readonly channel: string;
  readonly present: boolean;
  /** The latest revision. */
  readonly sequence: number | null;
  readonly title: string | null;
  readonly timestamp: string | null;
  /** Milliseconds since it was stored, by this machine's clock; never below 0. */
  readonly age: number | null;
  /** Bytes of the plain content. */
  readonly size: number | null;
  readonly tokens: TokenCount | null;
  /** What the latest notice says, also where there is no report. */
  readonly status: NoticeStatus | null;
  /** The critic's verdict, from the notice of this very revision. */
  readonly verdict: Verdict | null;
}

/** How far a feature has come: every agent and task type of the roster, in its order. */
export const chain = async (
  context: ClientContext,
  featureName: string,
  options?: CallOptions,
): Promise<ChainStage[]> => {
  const { roster } = context;
  const stages = Object.entries(roster.agents).flatMap(([agent, { taskTypes }]) =>
    taskTypes.map((taskType) => locateChannel(roster, { agent, taskType, featureName })),
  );
  const deadline = startDeadline(options);
  const [heads, notices] = await Promise.all([
    listReports(context, { featureName }, deadline.next()),
    readNotices(context, { featureName }, deadline),
  ]);
  /**
   * Whether a notice is of this very revision or of one that it is a copy of, and not of one with its sequence in an
   * earlier stream.
   */
  const isOf = async (
    located: LocatedChannel,
    notice: Notice | undefined,
    head: ReportHead | undefined,
  ): Promise<boolean> => {
    if (!notice?.digest || !head?.digest?.startsWith(notice.digest)) return false;
    const { sequence, messageId } = head;
    if (notice.sequence === sequence) return true;
    const named = await readHead(context, located, deadline, notice.sequence);
    return Boolean(messageId) && named?.messageId === messageId && named.digest === head.digest;
  };
  const describe = async (located: LocatedChannel): Promise<ChainStage> => {
    const { agent, taskType, channel } = located;
    const head = heads.find((one) => one.channel === channel);
    const notice = notices.find((one) => one.agent === agent && one.task_type === taskType);
    const {
      sequence = null,
      title = null,
      timestamp = null,
      size = null,
      tokens = null,
    } = head ?? {};
    return {
      agent,
      taskType,
      channel,
      present: head !== undefined,
      sequence,
      title,
      timestamp,
      age: timestamp === null ? null : Math.max(0, Date.now() - Date.parse(timestamp)),
      size,
      tokens,
      status: notice?.status ?? null,
      verdict: ((await isOf(located, notice, head)) && notice?.verdict) || null,
    };
  };
  return Promise.all(stages.map(describe));
};
