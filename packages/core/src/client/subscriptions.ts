import { checkArgument } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Notice } from '../notice/notice.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { SubjectKind } from '../subject/build-subject.ts';
import type { CallOptions } from '../transport/call-options.ts';
import type { Cursor, StartPosition, StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { createCopyFilter } from './collapse-copies.ts';
import { openReport } from './fetch-report.ts';
import { isKnownChannel, locateMany } from './locate-report.ts';
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
  /**
   * Takes the errors of single reports and of the callback, and goes on. Without it a report that cannot be read is
   * passed over, and an error of the callback ends the listener: `finished` rejects.
   */
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

/** Both forms of subscribing to reports. */
export interface SubscribeToDeliverables {
  (query: ReportCallbackQuery<Roster>, options?: CallOptions): Promise<ReportListener>;
  (
    query?: ReportSubscriptionQuery<Roster>,
    options?: CallOptions,
  ): Promise<ClientSubscription<Report>>;
}

/** Subscribes to reports, to iterate or with a callback. */
export const subscribeToReports = async (
  context: ClientContext,
  query: ReportSubscriptionQuery<Roster> | ReportCallbackQuery<Roster> = {},
  options?: CallOptions,
): Promise<ReportListener | ClientSubscription<Report>> => {
  const open = (message: StoredMessage) => openReport(context, message);
  if (!('callback' in query)) return subscribe(context, 'deliverables', query, options, open);
  const { callback, onError = () => {} } = query;
  checkArgument(typeof callback === 'function', 'callback', callback, 'a function');
  checkArgument(typeof onError === 'function', 'onError', onError, 'a function');
  // What is wrong with one report is an item like any other; what else fails ends the listener.
  const openOrExplain = (message: StoredMessage) => open(message).catch(DeliverablesError.from);
  return listen(await subscribe(context, 'deliverables', query, options, openOrExplain), query);
};

/** Subscribes to notices. */
export const subscribeToNotices = (
  context: ClientContext,
  query: NoticeSubscriptionQuery<Roster> = {},
  options?: CallOptions,
): Promise<ClientSubscription<Notice>> =>
  subscribe(context, 'notices', query, options, (message) => openNotice(context, message));

/** Hands every report of a subscription to a callback. */
const listen = (
  subscription: ClientSubscription<Report | DeliverablesError>,
  { callback, onError }: ReportCallbackQuery<Roster>,
): ReportListener => {
  const handOver = async (item: Report | DeliverablesError): Promise<void> => {
    if (DeliverablesError.isInstance(item)) return onError?.(item);
    try {
      await callback(item.content, callbackMetadata(item), item);
    } catch (error) {
      if (!onError) throw error;
      onError(DeliverablesError.from(error));
    }
  };
  const run = async () => {
    try {
      for await (const item of subscription) await handOver(item);
    } finally {
      await subscription.close();
    }
  };
  const { close } = subscription;
  return {
    finished: run(),
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

/** A subscription to what messages on the roster's channels hold; a copy of one of the last 10,000 is passed over. */
const subscribe = async <Item>(
  { roster, transport }: ClientContext,
  kind: SubjectKind,
  query: ReportSubscriptionQuery<Roster>,
  options: CallOptions | undefined,
  open: (message: StoredMessage) => Item | Promise<Item>,
): Promise<ClientSubscription<Item>> => {
  const { from = 'new' } = query;
  const source = await transport.subscribe({ ...locateMany(roster, kind, query), from }, options);
  const isCopy = createCopyFilter(transport);
  const close = () => source.close();
  const subscription: ClientSubscription<Item> = {
    close,
    get cursor() {
      return source.cursor;
    },
    async next() {
      for (;;) {
        const { done, value } = await source.next();
        if (done) return { done, value: undefined };
        if (!isKnownChannel(roster, value.subject) || (await isCopy(value))) continue;
        return { done: false, value: await open(value) };
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
  return subscription;
};
