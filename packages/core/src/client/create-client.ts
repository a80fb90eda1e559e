import { checkArgument, checkObject } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { gzip } from '../payload/gzip.ts';
import type { PayloadStage } from '../payload/payload-stage.ts';
import type { Roster } from '../roster/roster.ts';
import { streamsOf } from '../roster/roster-streams.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { type CountTokens, checkCounter } from '../tokens/token-counter.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { Transport } from '../transport/transport.ts';
import { chain } from './chain.ts';
import type { DeliverablesClient } from './client.ts';
import { type ClientContext, createReceiptBook } from './client-context.ts';
import { completionNotice } from './completion-notice.ts';
import { deliver } from './deliver.ts';
import { fetchReport, fetchReportOrThrow, fetchReports } from './fetch-report.ts';
import { history, listReports } from './list-reports.ts';
import { fetchNotice, publishNotice, verifyNotice } from './notices.ts';
import { publishReport } from './publish-report.ts';
import { deleteReport, purgeReports, requireAdmin } from './remove-reports.ts';
import {
  type SubscribeToDeliverables,
  subscribeToNotices,
  subscribeToReports,
} from './subscriptions.ts';
import { waitForNotice, waitForReport } from './wait.ts';

/** What a client is made of. */
export interface ClientOptions<R extends Roster> {
  /** Where reports are stored. The client takes it over and closes it. */
  readonly transport: Transport;
  /** Who publishes what: `defaultRoster`, or one made with `defineRoster`. */
  readonly roster: R;
  /** Counts the tokens of reports and notices. Default: the small estimator. */
  readonly countTokens?: CountTokens | undefined;
  /** Encodings of the reports published, in the order applied, such as `[gzip]`. Default none. */
  readonly payload?: readonly PayloadStage[] | undefined;
  /** Largest plain content that is decoded when reading, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxReportSize?: number | undefined;
  /** Whether messages that this SDK did not write are read, marked `foreign: true`, or refused. Default `'read'`. */
  readonly foreign?: 'read' | 'reject' | undefined;
}

const receiptCapacity = 10_000;

/** A client for one roster over one transport. No I/O happens until its methods are called. */
export function createClient<const R extends Roster>(
  options: ClientOptions<R>,
): DeliverablesClient<R>;
// The methods take the names of any roster; the signature above narrows which names compile.
export function createClient(options: ClientOptions<Roster>): DeliverablesClient {
  checkObject('options', options, 'an object with a transport');
  const { roster, transport, payload = [], maxReportSize = 64 * 1024 * 1024 } = options;
  const { countTokens = estimateTokens, foreign = 'read' } = options;
  checkArgument(transport?.specificationVersion === 1, 'transport', transport, 'an open one');
  checkArgument(Boolean(roster?.agents), 'roster', roster, 'made by defineRoster');
  checkCounter(countTokens);
  const areStages =
    Array.isArray(payload) && payload.every((stage) => stage?.encode && stage.decode);
  checkArgument(areStages, 'payload', payload, 'a list of stages, such as [gzip]');
  checkArgument(/^(read|reject)$/.test(foreign), 'foreign', foreign, "'read' or 'reject'");
  checkArgument(maxReportSize > 0, 'maxReportSize', maxReportSize, 'a number of bytes above 0');
  const context: ClientContext = {
    roster,
    transport,
    countTokens,
    payload,
    knownStages: [gzip, ...payload],
    maxReportSize,
    foreign,
    receipts: createReceiptBook(receiptCapacity),
  };
  const bind =
    <Input extends unknown[], Answer>(
      method: (context: ClientContext, ...input: Input) => Promise<Answer>,
    ) =>
    async (...input: Input): Promise<Answer> => {
      try {
        return await method(context, ...input);
      } catch (error) {
        throw DeliverablesError.from(error);
      }
    };
  const close = () => transport.close();
  return {
    roster,
    transport,
    initialize: bind(createMissingStreams),
    publishReport: bind(publishReport),
    deliver: bind(deliver),
    createCompletionNotice: completionNotice.bind(null, context),
    publishNotice: bind(publishNotice),
    fetchNotice: bind(fetchNotice),
    verifyNotice: bind(verifyNotice),
    fetchReport: bind(fetchReport),
    fetchReportOrThrow: bind(fetchReportOrThrow),
    fetchReports: bind(fetchReports),
    listReports: bind(listReports),
    history: bind(history),
    chain: bind(chain),
    // The cast: with a callback it answers a listener, without one a subscription.
    subscribeToDeliverables: bind(subscribeToReports) as SubscribeToDeliverables,
    subscribeToNotices: bind(subscribeToNotices),
    waitForReport: bind(waitForReport),
    waitForNotice: bind(waitForNotice),
    deleteReport: bind(deleteReport),
    purgeReports: bind(purgeReports),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const createMissingStreams = async (
  context: ClientContext,
  options?: CallOptions,
): Promise<string[]> => {
  const deadline = startDeadline(options);
  const admin = requireAdmin(context, 'initialize');
  const created: string[] = [];
  for (const config of streamsOf(context.roster)) {
    if ((await admin.info(config.name, deadline.next())) !== null) continue;
    await admin.create(config, deadline.next());
    created.push(config.name);
  }
  return created;
};
