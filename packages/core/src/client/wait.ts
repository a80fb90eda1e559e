import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import type { Notice } from '../notice/notice.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { MessageHead, StoredMessage, Transport } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { createCopyFilter } from './collapse-copies.ts';
import { openReport } from './fetch-report.ts';
import { locateChannel, locateNotices } from './locate-report.ts';
import { openNotice } from './notices.ts';
import type { ChannelName } from './references.ts';

/** How to wait for a report. Without `timeout` it waits without end. */
export interface WaitForReportOptions extends CallOptions {
  /** Only a later revision than this one will do, and no copy of one up to it. Default 0: any. */
  readonly afterRevision?: number | undefined;
}

/** How to wait for a notice. Without `timeout` it waits without end. */
export interface WaitForNoticeOptions extends CallOptions {
  /** Only a notice first stored at or after this time, by the store's clock, will do. Default: any. */
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
  const accept = ({ sequence }: MessageHead) => sequence > afterRevision;
  const awaited = { stream, subject, accept: afterRevision ? accept : null };
  return openReport(context, await waitForMessage(context, awaited, options));
};

/** The latest notice for a channel, as soon as there is one. */
export const waitForNotice = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  { since, ...options }: WaitForNoticeOptions = {},
): Promise<Notice> => {
  const isTime = since instanceof Date && Number.isFinite(since.getTime());
  checkArgument(isTime || since === undefined, 'since', since, 'a valid Date');
  const accept = since ? ({ time }: MessageHead) => time >= since : null;
  const awaited = { ...locateNotices(context.roster, name), accept };
  return openNotice(context, await waitForMessage(context, awaited, options));
};

interface Awaited {
  readonly stream: string;
  readonly subject: string;
  /** Which messages will do; `null`: any. */
  readonly accept: ((message: MessageHead) => boolean) | null;
}

/**
 * The message, if it will do. Where only some will, a copy of one that would not do does neither, so what the channel
 * holds decides: the newest that is no copy.
 */
const pick = async (
  transport: Transport,
  { stream, subject, accept }: Awaited,
  message: StoredMessage,
  options: CallOptions,
): Promise<StoredMessage | null> => {
  if (!accept) return message;
  if (!accept(message)) return null;
  const isCopy = createCopyFilter(transport);
  const query = {
    stream,
    filters: [subject],
    select: 'all',
    toSequence: message.sequence,
  } as const;
  let found = 0;
  for await (const head of transport.readHeads(query, options)) {
    if (!(await isCopy(head)) && accept(head)) found = head.sequence;
  }
  if (found === message.sequence) return message;
  return found ? transport.get({ stream, sequence: found }, options) : null;
};

/** Longest delay that timers take, in milliseconds. */
const maxDelay = 2 ** 31 - 1;

/** Listens first and looks then, so that nothing published in between is missed. */
const waitForMessage = async (
  { transport }: ClientContext,
  awaited: Awaited,
  options: CallOptions,
): Promise<StoredMessage> => {
  const { stream, subject } = awaited;
  const deadline = startDeadline(options);
  const query = { streams: [stream], filters: [subject], from: 'new' } as const;
  const subscription = await transport.subscribe(query, deadline.next());
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const stored = await transport.get({ stream, subject }, deadline.next());
    const found = stored && (await pick(transport, awaited, stored, deadline.next()));
    if (found) return found;
    const { timeout } = deadline.next();
    const close = () => void subscription.close();
    // A little later than the deadline, which then says why the subscription has ended.
    if (timeout) timer = setTimeout(close, Math.min(timeout + 2, maxDelay));
    for await (const message of subscription) {
      const next = await pick(transport, awaited, message, deadline.next());
      if (next) return next;
    }
  } finally {
    clearTimeout(timer);
    await subscription.close();
  }
  deadline.next();
  return fail('closed', `The subscription to ${subject} was closed.`, 'Open a new client.');
};
