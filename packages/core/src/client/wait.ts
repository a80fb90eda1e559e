import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Notice } from '../notice/notice.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { noticeStreamName } from '../roster/roster-streams.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline, timeoutError } from '../transport/deadline.ts';
import type { StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { openReport } from './fetch-report.ts';
import { locateChannel } from './locate-report.ts';
import { openNotice } from './notices.ts';
import type { ChannelName } from './references.ts';

/** How to wait for a report. Without `timeout` it waits without end. */
export interface WaitForReportOptions extends CallOptions {
  /** Only a later revision than this one will do. Default 0: any. */
  readonly afterRevision?: number | undefined;
}

/** How to wait for a notice. Without `timeout` it waits without end. */
export interface WaitForNoticeOptions extends CallOptions {
  /** Only a notice stored at or after this time, by the store's clock, will do. Default: any. */
  readonly since?: Date | undefined;
}

/** The latest report of a channel, as soon as there is one. */
export const waitForReport = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  { afterRevision = 0, ...options }: WaitForReportOptions = {},
): Promise<Report> => {
  const { stream, channel } = locateChannel(context.roster, name);
  const message = await waitForMessage(context, options, {
    stream,
    subject: channel,
    accept: ({ sequence }) => sequence > afterRevision,
  });
  return openReport(context, message, null);
};

/** The latest notice for a channel, as soon as there is one. */
export const waitForNotice = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  { since, ...options }: WaitForNoticeOptions = {},
): Promise<Notice> => {
  const message = await waitForMessage(context, options, {
    stream: noticeStreamName(context.roster),
    subject: locateChannel(context.roster, name).noticeSubject,
    accept: ({ time }) => since === undefined || time >= since,
  });
  return openNotice(context, message);
};

interface Awaited {
  readonly stream: string;
  readonly subject: string;
  readonly accept: (message: StoredMessage) => boolean;
}

/** Longest delay that timers take, in milliseconds. */
const maxDelay = 2 ** 31 - 1;

/** Listens first and looks then, so that nothing published in between is missed. */
const waitForMessage = async (
  { transport }: ClientContext,
  options: CallOptions,
  { stream, subject, accept }: Awaited,
): Promise<StoredMessage> => {
  const deadline = startDeadline(options);
  const query = { streams: [stream], filters: [subject], from: 'new' } as const;
  await using subscription = await transport.subscribe(query, deadline.next());
  const stored = await transport.get({ stream, subject }, deadline.next());
  if (stored !== null && accept(stored)) return stored;

  const { timeout: left } = deadline.next();
  let late = false;
  const giveUp = () => {
    late = true;
    void subscription.close();
  };
  const timer = left === undefined ? undefined : setTimeout(giveUp, Math.min(left, maxDelay));
  try {
    for await (const message of subscription) if (accept(message)) return message;
  } finally {
    clearTimeout(timer);
  }
  if (late) throw timeoutError(options.timeout);
  deadline.next();
  throw new DeliverablesError({
    code: 'closed',
    message: `The subscription to ${subject} was closed while a message was awaited.`,
  });
};
