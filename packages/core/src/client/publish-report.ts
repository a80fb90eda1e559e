import { createMessageId } from '../bytes/message-id.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { PayloadStage } from '../payload/payload-stage.ts';
import { encodePayload } from '../payload/payload-stage.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { type DraftReport, describeDraft, draftReport, type ReportInput } from './draft-report.ts';
import { findUnchanged } from './find-unchanged.ts';

/** How to publish a report. */
export interface PublishReportOptions extends CallOptions {
  /** Refuse with `sequence_conflict` unless this is the channel's latest revision; 0 means that there is none. */
  readonly expectedRevision?: number | undefined;
  /**
   * Store nothing where content, content type and metadata equal those of the latest revision: its receipt is answered,
   * marked `duplicate`. Default false.
   */
  readonly ifChanged?: boolean | undefined;
  /** Give the same id again to repeat a publish whose end is unknown: it is stored once. Default: a fresh one. */
  readonly messageId?: string | undefined;
}

/** Stores a report and remembers its receipt. */
export const publishReport = async (
  context: ClientContext,
  input: ReportInput<Roster>,
  options: PublishReportOptions = {},
): Promise<ReportReceipt> => {
  const { expectedRevision } = options;
  if (
    expectedRevision !== undefined &&
    !(Number.isSafeInteger(expectedRevision) && expectedRevision >= 0)
  ) {
    throw new DeliverablesError({
      code: 'invalid_argument',
      message: `expectedRevision is ${expectedRevision}, but must be a sequence, or 0 for none yet.`,
    });
  }
  const deadline = startDeadline(options);
  return sendReport(context, await draftReport(context, input), options, deadline);
};

/** Stores a draft; see {@link publishReport}. */
export const sendReport = async (
  context: ClientContext,
  draft: DraftReport,
  options: PublishReportOptions,
  deadline: Deadline,
): Promise<ReportReceipt> => {
  const message = await encodeMessage(draft, context.payload);
  const messageId = options.messageId ?? createMessageId();
  for (;;) {
    const unchanged = options.ifChanged ? await findUnchanged(context, draft, deadline) : null;
    if (unchanged?.receipt) return remember(context, unchanged.receipt);
    const expectedSubjectSequence = options.expectedRevision ?? unchanged?.latest;
    try {
      const receipt = await context.transport.publish(message, {
        ...deadline.next(),
        messageId,
        expectedSubjectSequence,
      });
      return remember(context, { ...describeDraft(draft), ...receipt, messageId });
    } catch (error) {
      // Somebody published between the look and the publish: look again.
      const raced =
        unchanged !== null &&
        options.expectedRevision === undefined &&
        DeliverablesError.isInstance(error) &&
        error.code === 'sequence_conflict';
      if (!raced) throw error;
    }
  }
};

const encodeMessage = async (
  { located, prepared }: DraftReport,
  stages: readonly PayloadStage[],
) => ({
  subject: located.channel,
  headers: prepared.headers(stages.map(({ name }) => name)),
  body: await encodePayload(prepared.bytes, stages),
});

const remember = (context: ClientContext, receipt: ReportReceipt) => {
  context.receipts.remember(receipt);
  return receipt;
};
