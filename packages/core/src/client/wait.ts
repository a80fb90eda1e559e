import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import type { Notice } from '../notice/notice.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { openReport } from './fetch-report.ts';
import { locateChannel, locateNotices } from './locate-report.ts';
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
  checkWholeNumber('afterRevision', afterRevision, 0);
  const { stream, channel: subject } = locateChannel(context.roster, name);
  const accept = ({ sequence }: StoredMessage) => sequence > afterRevision;
  return openReport(context, await waitForMessage(context, { stream, subject, accept }, options));
};

/** The latest notice for a channel, as soon as there is one. */
export const waitForNotice = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  { since = new Date(0), ...options }: WaitForNoticeOptions = {},
): Promise<Notice> => {
  const isTime = since instanceof Date && Number.isFinite(since.getTime());
  checkArgument(isTime, 'since', since, 'a valid Date');
  const accept = ({ time }: StoredMessage) => time >= since;
  const awaited = { ...locateNotices(context.roster, name), accept };
  return openNotice(context, await waitForMessage(context, awaited, options));
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
  { stream, subject, accept }: Awaited,
  options: CallOptions,
): Promise<StoredMessage> => {
  const deadline = startDeadline(options);
  const query = { streams: [stream], filters: [subject], from: 'new' } as const;
  const subscription = await transport.subscribe(query, deadline.next());
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const stored = await transport.get({ stream, subject }, deadline.next());
    if (stored && accept(stored)) return stored;
    const { timeout } = deadline.next();
    const close = () => void subscription.close();
    // A little later than the deadline, which then says why the subscription has ended.
    if (timeout) timer = setTimeout(close, Math.min(timeout + 2, maxDelay));
    for await (const message of subscription) if (accept(message)) return message;
  } finally {
    clearTimeout(timer);
    await subscription.close();
  }
  deadline.next();
  return fail('closed', `The subscription to ${subject} was closed.`, 'Open a new client.');
};
