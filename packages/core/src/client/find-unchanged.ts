import { readReportHead } from '../report/read-report-head.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Deadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { type DraftReport, describeDraft } from './draft-report.ts';

/** What a look at a channel's latest revision found. */
export interface LatestRevision {
  /** Its sequence; 0 when there is none. */
  readonly latest: number;
  /** Its receipt, when it holds what is about to be published. */
  readonly receipt: ReportReceipt | null;
}

/** Compares a draft with the latest revision of its channel, by digest, content type and metadata. */
export const findUnchanged = async (
  context: ClientContext,
  draft: DraftReport,
  deadline: Deadline,
): Promise<LatestRevision> => {
  const { stream, channel } = draft.located;
  const query = { stream, filters: [channel], select: 'last' } as const;
  for await (const message of context.transport.readHeads(query, deadline.next())) {
    const head = readReportHead(message, context.roster.prefix, 'foreign');
    const { prepared } = draft;
    const equal =
      head.digest === prepared.digest &&
      head.contentType === prepared.contentType &&
      equalJson(head.metadata, prepared.metadata);
    const receipt = equal && {
      ...describeDraft(draft),
      stream,
      sequence: head.sequence,
      messageId: head.messageId ?? '',
      duplicate: true,
    };
    return { latest: head.sequence, receipt: receipt || null };
  }
  return { latest: 0, receipt: null };
};

/** Whether two JSON values are equal, whatever the order of their keys. */
const equalJson = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(
      ([key, value]) => Object.hasOwn(other, key) && equalJson(value, Reflect.get(other, key)),
    )
  );
};
