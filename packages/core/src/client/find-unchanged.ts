import { isObject } from '../report/parse-json.ts';
import type { ReportHead, ReportReceipt } from '../report/report.ts';
import type { Deadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { type DraftReport, receiptOf } from './draft-report.ts';
import { readHeads } from './list-reports.ts';

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
  const [head] = await readHeads(context, query, deadline);
  if (!head) return { latest: 0, receipt: null };
  return { latest: head.sequence, receipt: receiptOfHead(draft, head) };
};

/** The receipt of the revision with a sequence, where it holds what was about to be published; `null` otherwise. */
export const findDuplicate = async (
  context: ClientContext,
  draft: DraftReport,
  sequence: number,
  deadline: Deadline,
): Promise<ReportReceipt | null> => {
  const { stream, channel } = draft.located;
  const range = { fromSequence: sequence, toSequence: sequence };
  const query = { stream, filters: [channel], select: 'all', ...range } as const;
  const [head] = await readHeads(context, query, deadline);
  return head ? receiptOfHead(draft, head) : null;
};

/** A receipt says what is stored: title and tokens are those of the revision that is there. */
const receiptOfHead = (draft: DraftReport, head: ReportHead): ReportReceipt | null => {
  if (comparable(head) !== comparable(draft.prepared)) return null;
  const { stream, sequence, messageId, title, tokens } = head;
  const stored = { stream, sequence, messageId: messageId ?? '', duplicate: true };
  const receipt = receiptOf(draft, stored);
  return { ...receipt, title, tokens: tokens ?? receipt.tokens };
};

type Compared = Pick<DraftReport['prepared'], 'contentType' | 'metadata'> & {
  readonly digest: string | null;
};

/** What two equal reports have in common, as one text; the keys of objects are put in order. */
const comparable = ({ digest, contentType, metadata }: Compared): string =>
  JSON.stringify([digest, contentType, metadata], (_, value) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
