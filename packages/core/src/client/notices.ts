import { createMessageId } from '../bytes/message-id.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { checkNotice } from '../notice/check-notice.ts';
import { encodeNotice } from '../notice/encode-notice.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReportHead } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { noticeStreamName } from '../roster/roster-streams.ts';
import { buildNoticeFilter } from '../subject/build-filter.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { MessageHead, StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { getMessage, openReport } from './fetch-report.ts';
import { locateChannel, locateReport } from './locate-report.ts';
import type { ChannelName, ReportQuery } from './references.ts';

/** Stores a notice; one that says `complete` is verified first, unless this client published the report itself. */
export const publishNotice = async (
  context: ClientContext,
  notice: Notice,
  options?: CallOptions,
): Promise<Notice> => {
  const deadline = startDeadline(options);
  const checked = checkNotice(notice, { prefix: context.roster.prefix });
  const { noticeSubject, channel } = locateChannel(context.roster, {
    agent: checked.agent,
    taskType: checked.task_type,
    featureName: checked.feature,
  });
  const body = encodeUtf8(encodeNotice(checked, context.countTokens));
  const receipt = context.receipts.latest(channel);
  const proven =
    receipt?.sequence === checked.sequence && receipt?.digest.startsWith(checked.digest ?? ' ');
  if (checked.sequence !== undefined && !proven) await proveNotice(context, checked, deadline);
  const headers = [
    ['Agog-Spec', '1'],
    ['Content-Type', 'application/json'],
  ] as const;
  await context.transport.publish(
    { subject: noticeSubject, headers, body },
    { ...deadline.next(), messageId: createMessageId() },
  );
  return checked;
};

/** The latest notice on a channel's behalf, or `null`. */
export const fetchNotice = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  options?: CallOptions,
): Promise<Notice | null> => {
  const { noticeSubject } = locateChannel(context.roster, name);
  const query = { stream: noticeStreamName(context.roster), subject: noticeSubject };
  const message = await context.transport.get(query, startDeadline(options).next());
  return message && openNotice(context, message);
};

/** The latest notices of many channels, by their subjects; one that cannot be read says nothing. */
export const readNotices = async (
  context: ClientContext,
  query: ReportQuery<Roster>,
  deadline: Deadline,
): Promise<Map<string, Notice>> => {
  const notices = new Map<string, Notice>();
  const filters = [buildNoticeFilter({ prefix: context.roster.prefix, ...query })];
  const stream = noticeStreamName(context.roster);
  const messages = context.transport.read({ stream, filters, select: 'last' }, deadline.next());
  for await (const message of messages) {
    try {
      notices.set(message.subject, openNotice(context, message));
    } catch {
      // fetchNotice says what is wrong with it.
    }
  }
  return notices;
};

/** Reads a stored notice; one on another channel's subject is refused. */
export const openNotice = (context: ClientContext, message: StoredMessage): Notice => {
  const { prefix } = context.roster;
  const notice = checkNotice(parseBody(message), { prefix });
  const { agent, task_type: taskType, feature: featureName } = notice;
  const { noticeSubject } = locateChannel(context.roster, { agent, taskType, featureName });
  if (noticeSubject === message.subject) return notice;
  throw new DeliverablesError({
    code: 'invalid_notice',
    message: `${describe(message)} speaks for ${noticeSubject}.`,
    hint: 'It was not published by this SDK; do not act on it.',
  });
};

/** Proves that the report a notice names is stored, with that sequence and digest. */
export const verifyNotice = (
  context: ClientContext,
  notice: Notice,
  options?: CallOptions,
): Promise<ReportHead> =>
  proveNotice(
    context,
    checkNotice(notice, { prefix: context.roster.prefix }),
    startDeadline(options),
  );

const proveNotice = async (
  context: ClientContext,
  notice: Notice,
  deadline: Deadline,
): Promise<ReportHead> => {
  const located = locateReport(context.roster, notice);
  const message = located && (await getMessage(context, located, deadline));
  if (located === null || message === null) {
    const where = located ? `sequence ${located.sequence} on ${located.channel}` : 'no report';
    throw new DeliverablesError({
      code: 'not_stored',
      message: `The notice names ${where}, and the store does not hold it.`,
      hint: 'The report was never stored, or its stream no longer keeps it: have the agent publish it again.',
    });
  }
  const {
    content: _content,
    bytes: _bytes,
    ...head
  } = await openReport(context, message, located.digest);
  return head;
};

const parseBody = (message: StoredMessage): unknown => {
  try {
    return JSON.parse(decodeUtf8(message.body));
  } catch (cause) {
    throw new DeliverablesError({
      code: 'invalid_notice',
      message: `${describe(message)} is not JSON.`,
      cause,
    });
  }
};

const describe = ({ sequence, subject }: MessageHead) => `The notice ${sequence} on ${subject}`;
