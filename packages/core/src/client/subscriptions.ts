import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Notice } from '../notice/notice.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { noticeStreamName } from '../roster/roster-streams.ts';
import { buildNoticeFilter } from '../subject/build-filter.ts';
import { parseSubject } from '../subject/parse-subject.ts';
import type { CallOptions } from '../transport/call-options.ts';
import type { Cursor, StartPosition, StoredMessage, Subscription } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { openReport } from './fetch-report.ts';
import { selectReports } from './list-reports.ts';
import { openNotice } from './notices.ts';
import type { ReportQuery } from './references.ts';

/** Which reports to listen to, and from where. */
export interface ReportSubscriptionQuery<R extends Roster> extends ReportQuery<R> {
  /** Default `'new'`: what is stored from now on. A sequence counts within each agent's stream. */
  readonly from?: StartPosition | undefined;
}

/** Which notices to listen to, and from where. A sequence counts within the stream of notices. */
export type NoticeSubscriptionQuery<R extends Roster> = ReportSubscriptionQuery<R>;

/** What a callback is told beside the content: the report's own metadata, and where it comes from. */
export interface CallbackMetadata {
  readonly [key: string]: unknown;
  readonly agent: string;
  readonly task_type: string;
  readonly feature: string;
  readonly channel: string;
  readonly sequence: number;
  /** When the store took it, in ISO 8601, UTC. */
  readonly timestamp: string;
}

/** A subscription that hands every report to a callback. */
export interface ReportCallbackQuery<R extends Roster> extends ReportSubscriptionQuery<R> {
  /** Called for one report at a time; the next one waits until it has finished. */
  readonly callback: (
    content: string,
    metadata: CallbackMetadata,
    report: Report,
  ) => void | Promise<void>;
  /** Takes the errors of reading and of the callback, and goes on. Without it the first error ends the listener. */
  readonly onError?: ((error: DeliverablesError) => void) | undefined;
}

/** An open subscription: iterate it, and close it. */
export interface ClientSubscription<Item> extends AsyncIterableIterator<Item>, AsyncDisposable {
  /** Behind the last item handed out; pass it as `from` to go on later. */
  readonly cursor: Cursor;
  close(): Promise<void>;
}

/** An open subscription with a callback. */
export interface ReportListener extends AsyncDisposable {
  /** Behind the last report handed to the callback. */
  readonly cursor: Cursor;
  /** Resolves when the listener has been closed, rejects with the error that ended it. */
  readonly finished: Promise<void>;
  close(): Promise<void>;
}

/** Opens a subscription to reports, to iterate or with a callback. */
export interface SubscribeToDeliverables {
  (query: ReportCallbackQuery<Roster>, options?: CallOptions): Promise<ReportListener>;
  (
    query?: ReportSubscriptionQuery<Roster>,
    options?: CallOptions,
  ): Promise<ClientSubscription<Report>>;
}

/** Both forms of subscribing to reports. */
export const createReportSubscriber = (context: ClientContext): SubscribeToDeliverables => {
  function subscribe(
    query: ReportCallbackQuery<Roster>,
    options?: CallOptions,
  ): Promise<ReportListener>;
  function subscribe(
    query?: ReportSubscriptionQuery<Roster>,
    options?: CallOptions,
  ): Promise<ClientSubscription<Report>>;
  async function subscribe(
    query: ReportSubscriptionQuery<Roster> | ReportCallbackQuery<Roster> = {},
    options?: CallOptions,
  ): Promise<ReportListener | ClientSubscription<Report>> {
    const subscription = await subscribeToReports(context, query, options);
    return 'callback' in query ? listen(subscription, query) : subscription;
  }
  return subscribe;
};

const subscribeToReports = async (
  context: ClientContext,
  { from = 'new', ...query }: ReportSubscriptionQuery<Roster>,
  options?: CallOptions,
): Promise<ClientSubscription<Report>> => {
  const { streams, filter } = selectReports(context.roster, query);
  const request = { streams, filters: [filter], from };
  return mapSubscription(
    await context.transport.subscribe(request, options),
    async (message) =>
      parseSubject(message.subject, context.roster.prefix) && openReport(context, message, null),
  );
};

/** Opens a subscription to notices. */
export const subscribeToNotices = async (
  context: ClientContext,
  { from = 'new', ...query }: NoticeSubscriptionQuery<Roster>,
  options?: CallOptions,
): Promise<ClientSubscription<Notice>> => {
  selectReports(context.roster, query);
  const streams = [noticeStreamName(context.roster)];
  const filters = [buildNoticeFilter({ prefix: context.roster.prefix, ...query })];
  const request = { streams, filters, from };
  return mapSubscription(await context.transport.subscribe(request, options), async (message) =>
    openNotice(context, message),
  );
};

/** Hands every report of a subscription to a callback. */
const listen = (
  subscription: ClientSubscription<Report>,
  { callback, onError }: Pick<ReportCallbackQuery<Roster>, 'callback' | 'onError'>,
): ReportListener => {
  const handOver = async (): Promise<boolean> => {
    try {
      const result = await subscription.next();
      if (result.done) return false;
      await callback(result.value.content, callbackMetadata(result.value), result.value);
    } catch (error) {
      if (onError === undefined) throw error;
      onError(DeliverablesError.from(error));
    }
    return true;
  };
  const run = async () => {
    try {
      while (await handOver());
    } finally {
      await subscription.close();
    }
  };
  const finished = run();
  const close = () => subscription.close();
  return {
    finished,
    close,
    get cursor() {
      return subscription.cursor;
    },
    [Symbol.asyncDispose]: close,
  };
};

const callbackMetadata = (report: Report): CallbackMetadata => ({
  ...report.metadata,
  agent: report.agent,
  task_type: report.taskType,
  feature: report.featureName,
  channel: report.channel,
  sequence: report.sequence,
  timestamp: report.timestamp,
});

/** A subscription to what messages hold; those that `open` answers `null` for are passed over. */
const mapSubscription = <Item>(
  source: Subscription,
  open: (message: StoredMessage) => Promise<Item | null>,
): ClientSubscription<Item> => {
  const close = () => source.close();
  return {
    close,
    get cursor() {
      return source.cursor;
    },
    async next() {
      for (;;) {
        const result = await source.next();
        if (result.done) return { done: true, value: undefined };
        const item = await open(result.value);
        if (item !== null) return { done: false, value: item };
      }
    },
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
};
