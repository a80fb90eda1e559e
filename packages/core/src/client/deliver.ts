import { createMessageId } from '../bytes/message-id.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import { createNotice } from '../notice/create-notice.ts';
import { encodeNotice } from '../notice/encode-notice.ts';
import type { Notice, NoticeFields } from '../notice/notice.ts';
import { describeRevision } from '../report/report-damage.ts';
import type { Roster } from '../roster/roster.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import {
  draftReport,
  type PublishReportOptions,
  type ReportInput,
  receiptOf,
} from './draft-report.ts';
import { storeNotice } from './notices.ts';
import { sendReport } from './publish-report.ts';

/** A sequence of as many digits as a stream reaches in years: the draft's notice is then as long as the real one. */
const draftSequence = 999_999_999;

/** Publishes a report, then its notice; the notice is tried on a draft first, so that a bad one stores nothing. */
export const deliver = async (
  context: ClientContext,
  input: ReportInput<Roster>,
  fields: NoticeFields,
  options: PublishReportOptions = {},
): Promise<Notice> => {
  const deadline = startDeadline(options);
  const draft = await draftReport(context, input, options);
  const { messageId = createMessageId() } = options;
  const { stream } = draft.located;
  const expected = { stream, sequence: draftSequence, messageId, duplicate: false };
  createNotice(receiptOf(draft, expected), fields, context);
  const receipt = await sendReport(context, draft, { ...options, messageId }, deadline);
  try {
    const notice = createNotice(receipt, fields, context);
    return await storeNotice(context, notice, encodeNotice(notice, context.countTokens), deadline);
  } catch (error) {
    const { code, message } = DeliverablesError.from(error);
    return fail(
      code,
      `${describeRevision(receipt)} is stored, but its notice is not: ${message}`,
      'Make a notice from details.receipt and publish it; do not publish the report again.',
      { receipt },
      error,
    );
  }
};
