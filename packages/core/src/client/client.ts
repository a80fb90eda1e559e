import type { CompleteNotice, Notice, NoticeFields } from '../notice/notice.ts';
import type { Report, ReportHead, ReportReceipt } from '../report/report.ts';
import type { AgentName, Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import type { Transport } from '../transport/transport.ts';
import type { ChainStage } from './chain.ts';
import type { CompletionNoticeInput } from './completion-notice.ts';
import type { PublishReportOptions, ReportInput } from './draft-report.ts';
import type {
  ChannelName,
  ChannelReference,
  ReportName,
  ReportQuery,
  ReportReference,
} from './references.ts';
import type { PurgeResult, ReportPurge } from './remove-reports.ts';
import type {
  ClientSubscription,
  NoticeSubscriptionQuery,
  ReportCallbackQuery,
  ReportListener,
  ReportSubscriptionQuery,
} from './subscriptions.ts';
import type { WaitForNoticeOptions, WaitForReportOptions } from './wait.ts';

/**
 * Publishes, finds and watches the reports and notices of one roster, over one transport.
 *
 * Every method checks its input before any I/O and throws `DeliverablesError`; every method that waits takes `signal`
 * and `timeout` (milliseconds, for the call as a whole).
 *
 * A function that takes any client is generic: `<R extends Roster>(client: DeliverablesClient<R>)`.
 */
export interface DeliverablesClient<R extends Roster = Roster> extends AsyncDisposable {
  readonly roster: R;
  readonly transport: Transport;

  /**
   * Creates the streams of the roster that are missing, changes none that exist, and answers the names of the new ones.
   * Throws `unsupported` over a transport that may not manage streams.
   */
  initialize(options?: CallOptions): Promise<string[]>;

  /** Stores a whole report and resolves once the store has acknowledged it. */
  publishReport(report: ReportInput<R>, options?: PublishReportOptions): Promise<ReportReceipt>;

  /**
   * Publishes a report, then a notice of it, and answers the notice: what an agent does when its work is done.
   * The notice is checked before the report is stored. Where the notice alone fails, the error's `details.receipt`
   * holds the report's receipt.
   */
  deliver(
    report: ReportInput<R>,
    notice: NoticeFields,
    options?: PublishReportOptions,
  ): Promise<Notice>;

  /**
   * The notice of the report that this client published last on a channel, built without any I/O.
   * Throws `not_published` where there is none, so that nothing is claimed that is not stored.
   */
  createCompletionNotice(input: CompletionNoticeInput<R>): CompleteNotice;
  createCompletionNotice(
    agent: AgentName<R>,
    featureName: string,
    channel: string,
    summary: string,
    fields?: Omit<NoticeFields, 'summary'>,
  ): CompleteNotice;

  /** Stores a notice. One that names a report is verified first. */
  publishNotice(notice: Notice, options?: CallOptions): Promise<Notice>;

  /** The latest notice on a channel's behalf, or `null`. */
  fetchNotice(channel: ChannelName<R>, options?: CallOptions): Promise<Notice | null>;

  /**
   * Proves that the report a notice names is stored, on that channel, with that sequence and digest; answers its head.
   * Throws `not_stored` otherwise, and `integrity` where the stored bytes are not what they were.
   */
  verifyNotice(notice: Notice, options?: CallOptions): Promise<ReportHead>;

  /** The report, its digest checked, or `null` when there is none. */
  fetchReport(reference: ReportReference<R>, options?: CallOptions): Promise<Report | null>;

  /** As {@link DeliverablesClient.fetchReport}, with a `not_found` error in place of `null`. */
  fetchReportOrThrow(reference: ReportReference<R>, options?: CallOptions): Promise<Report>;

  /**
   * Many reports in one call, in the order asked for, `null` for each that is absent. One that is damaged fails the call
   * with the error that `fetchReport` throws for it: its `details` name the channel and sequence to leave out.
   */
  fetchReports(
    references: readonly ReportReference<R>[],
    options?: CallOptions,
  ): Promise<(Report | null)[]>;

  /** The latest revision of every channel asked for, without bodies, oldest first. */
  listReports(query?: ReportQuery<R>, options?: CallOptions): Promise<ReportHead[]>;

  /**
   * The revisions of one channel that the stream still holds, without bodies, oldest first. What another client stored
   * twice under one message id is shown once, as its first copy; the latest revision that other methods answer is the newest copy.
   */
  history(channel: ChannelName<R>, options?: CallOptions): Promise<ReportHead[]>;

  /** How far a feature has come: every stage of the roster, in order, with its report or without. */
  chain(featureName: string, options?: CallOptions): Promise<ChainStage[]>;

  /**
   * Reports as they are stored, each once, in order within each agent's stream. Resolves once the start is fixed.
   * Without `callback` iterate with `for await`; with one, every report is handed to it, one after the other.
   * A report that cannot be read makes `next()` reject; iterating on goes past it.
   */
  subscribeToDeliverables(
    query: ReportCallbackQuery<R>,
    options?: CallOptions,
  ): Promise<ReportListener>;
  subscribeToDeliverables(
    query?: ReportSubscriptionQuery<R>,
    options?: CallOptions,
  ): Promise<ClientSubscription<Report>>;

  /** Notices as they are stored; otherwise as {@link DeliverablesClient.subscribeToDeliverables}. */
  subscribeToNotices(
    query?: NoticeSubscriptionQuery<R>,
    options?: CallOptions,
  ): Promise<ClientSubscription<Notice>>;

  /** The latest report of a channel: at once if it is there, else as soon as it is stored. Waits without end by default. */
  waitForReport(channel: ChannelName<R>, options?: WaitForReportOptions): Promise<Report>;

  /** The latest notice for a channel: at once if it is there, else as soon as it is stored. Waits without end by default. */
  waitForNotice(channel: ChannelName<R>, options?: WaitForNoticeOptions): Promise<Notice>;

  /** Removes one revision. False when there was none. Its notice stays, and no longer verifies. */
  deleteReport(
    reference: (ReportName<R> | Pick<ChannelReference, 'channel'>) & { readonly sequence: number },
    options?: CallOptions,
  ): Promise<boolean>;

  /** Removes the reports of a feature, an agent or a channel, and, unless some are kept, their notices. */
  purgeReports(query: ReportPurge<R>, options?: CallOptions): Promise<PurgeResult>;

  /** Ends the client's subscriptions and closes its transport. */
  close(): Promise<void>;
}

/** The agents' names of a client's roster. */
export type AgentOf<Client> = Client extends DeliverablesClient<infer R> ? AgentName<R> : never;
