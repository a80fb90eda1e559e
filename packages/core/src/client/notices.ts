import { createMessageId } from '../bytes/message-id.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import { checkNotice } from '../notice/check-notice.ts';
import { encodeNotice } from '../notice/encode-notice.ts';
import type { Notice } from '../notice/notice.ts';
import { parseJson } from '../report/parse-json.ts';
import type { ReportHead } from '../report/report.ts';
import { describeRevision } from '../report/report-damage.ts';
import type { Roster } from '../roster/roster.ts';
import { noticeStreamName } from '../roster/roster-streams.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { fetchLocated } from './fetch-report.ts';
import { locateMany, locateNotices, locateReport } from './locate-report.ts';
import type { ChannelName, ReportName, ReportQuery } from './references.ts';

/** Stores a notice; one that names a report is verified first. */
export const publishNotice = async (
  context: ClientContext,
  notice: Notice,
  options?: CallOptions,
): Promise<Notice> => {
  const deadline = startDeadline(options);
  const checked = checkNotice(notice, context.roster.prefix);
  const line = encodeNotice(checked, context.countTokens);
  if (checked.sequence) await proveNotice(context, checked, deadline);
  return storeNotice(context, checked, line, deadline);
};

/** Stores a notice whose report has been acknowledged, as the line of JSON that it is. */
export const storeNotice = async (
  { roster, transport }: ClientContext,
  notice: Notice,
  line: string,
  deadline: Deadline,
): Promise<Notice> => {
  const { subject } = locateNotices(roster, namesIn(notice));
  const body = encodeUtf8(line);
  const headers = [
    ['Agog-Spec', '1'],
    ['Content-Type', 'application/json'],
  ] as const;
  const messageId = createMessageId();
  await transport.publish({ subject, headers, body }, { ...deadline.next(), messageId });
  return notice;
};

/** The latest notice on a channel's behalf, or `null`. */
export const fetchNotice = async (
  context: ClientContext,
  name: ChannelName<Roster>,
  options?: CallOptions,
): Promise<Notice | null> => {
  const query = locateNotices(context.roster, name);
  const message = await context.transport.get(query, startDeadline(options).next());
  return message && openNotice(context, message);
};

/** The latest notices of many channels; one that cannot be read says nothing. */
export const readNotices = async (
  context: ClientContext,
  query: ReportQuery<Roster>,
  deadline: Deadline,
): Promise<Notice[]> => {
  const notices: Notice[] = [];
  const { filters } = locateMany(context.roster, 'notices', query);
  const stream = noticeStreamName(context.roster);
  const request = { stream, filters, select: 'last' } as const;
  for await (const message of context.transport.read(request, deadline.next())) {
    try {
      notices.push(openNotice(context, message));
    } catch {
      // fetchNotice says what is wrong with it.
    }
  }
  return notices;
};

/** Reads a stored notice; one on another channel's subject is refused. */
export const openNotice = (
  { roster }: ClientContext,
  { subject: channel, sequence, body }: StoredMessage,
): Notice => {
  try {
    const notice = checkNotice(parseJson(decodeUtf8(body)), roster.prefix);
    const { subject } = locateNotices(roster, namesIn(notice));
    return subject === channel ? notice : fail('invalid_notice', `It speaks for ${subject}.`);
  } catch (error) {
    return fail(
      'invalid_notice',
      `${describeRevision({ channel, sequence })} is no notice: ${DeliverablesError.from(error).message}`,
      'It was not written by this SDK; do not act on it.',
      { channel, sequence },
      error,
    );
  }
};

/** Proves that the report a notice names is stored, with that sequence and digest. */
export const verifyNotice = (
  context: ClientContext,
  notice: Notice,
  options?: CallOptions,
): Promise<ReportHead> =>
  proveNotice(context, checkNotice(notice, context.roster.prefix), startDeadline(options));

const proveNotice = async (
  context: ClientContext,
  notice: Notice,
  deadline: Deadline,
): Promise<ReportHead> => {
  const located = locateReport(context.roster, notice);
  const report = await fetchLocated(context, located && { ...located, digest: '' }, deadline);
  if (report?.digest?.startsWith(notice.digest ?? ' ')) {
    const { content: _content, bytes: _bytes, ...head } = report;
    return head;
  }
  return fail(
    'not_stored',
    located
      ? `${describeRevision(located)} is ${report ? 'another report than the notice names' : 'not stored'}.`
      : 'The notice names no report.',
    'It was never published, or is no longer kept; have the agent publish it again.',
  );
};

const namesIn = ({ agent, task_type, feature }: Notice): ReportName<Roster> => ({
  agent,
  taskType: task_type,
  featureName: feature,
});
