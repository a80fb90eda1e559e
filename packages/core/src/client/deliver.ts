import { createMessageId } from '../bytes/message-id.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { createNotice } from '../notice/create-notice.ts';
import type { Notice, NoticeFields } from '../notice/notice.ts';
import type { Roster } from '../roster/roster.ts';
import { startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { describeDraft, draftReport, type ReportInput } from './draft-report.ts';
import { publishNotice } from './notices.ts';
import { type PublishReportOptions, sendReport } from './publish-report.ts';

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
  const draft = await draftReport(context, input);
  const messageId = options.messageId ?? createMessageId();
  const { stream } = draft.located;
  const expected = {
    ...describeDraft(draft),
    stream,
    sequence: draftSequence,
    messageId,
    duplicate: false,
  };
  createNotice(expected, fields, { countTokens: context.countTokens });
  const receipt = await sendReport(context, draft, { ...options, messageId }, deadline);
  try {
    const notice = createNotice(receipt, fields, { countTokens: context.countTokens });
    return await publishNotice(context, notice, deadline.next());
  } catch (cause) {
    const { code, message } = DeliverablesError.from(cause);
    throw new DeliverablesError({
      code,
      message: `The report is stored as sequence ${receipt.sequence} on ${receipt.channel}, but its notice is not: ${message}`,
      hint: 'Make the notice from details.receipt and publish it with publishNotice; the report need not be sent again.',
      cause,
      details: { receipt },
    });
  }
};
