import { createMessageId } from '../bytes/message-id.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import { encodePayload } from '../payload/payload-stage.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import {
  type DraftReport,
  draftReport,
  type PublishReportOptions,
  type ReportInput,
  receiptOf,
} from './draft-report.ts';
import { findUnchanged } from './find-unchanged.ts';
import { history } from './list-reports.ts';

/** Stores a report and remembers its receipt. */
export const publishReport = async (
  context: ClientContext,
  input: ReportInput<Roster>,
  options: PublishReportOptions = {},
): Promise<ReportReceipt> => {
  const deadline = startDeadline(options);
  return sendReport(context, await draftReport(context, input, options), options, deadline);
};

/** Stores a draft; see {@link publishReport}. */
export const sendReport = async (
  context: ClientContext,
  draft: DraftReport,
  options: PublishReportOptions,
  deadline: Deadline,
): Promise<ReportReceipt> => {
  const { payload, transport, receipts } = context;
  const { located, prepared } = draft;
  const message = {
    subject: located.channel,
    headers: prepared.headers(payload.map(({ name }) => name)),
    body: await encodePayload(prepared.bytes, payload),
  };
  const { messageId = createMessageId(), expectedRevision, ifChanged } = options;
  let expected = expectedRevision;
  for (;;) {
    const unchanged = ifChanged ? await findUnchanged(context, draft, deadline) : null;
    if (unchanged?.receipt) return receipts.remember(unchanged.receipt);
    const expectedSubjectSequence = expected ?? unchanged?.found;
    try {
      const publishOptions = { ...deadline.next(), messageId, expectedSubjectSequence };
      const stored = await transport.publish(message, publishOptions);
      const receipt = stored.duplicate
        ? (await findUnchanged(context, draft, deadline, stored.sequence)).receipt
        : receiptOf(draft, { ...stored, messageId });
      if (receipt) return receipts.remember(receipt);
      return fail(
        'message_id_conflict',
        `The message id ${messageId} was used before, with other metadata or another type.`,
        'Use a new id for every publish, and the same id only for its own retries.',
      );
    } catch (error) {
      const { code, details } = DeliverablesError.from(error);
      if (code !== 'sequence_conflict') throw error;
      if (expectedRevision) {
        const newest = (await history(context, located, deadline.next())).at(-1);
        if (newest?.sequence !== expectedRevision) throw error;
        // All that came after it are copies.
        expected = Number(details.actual);
      } else if (!unchanged || expected === 0) {
        throw error;
      }
      // Else somebody published between the look and the publish: look again.
    }
  }
};
