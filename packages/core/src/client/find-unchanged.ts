import { isObject } from '../report/parse-json.ts';
import type { ReportReceipt } from '../report/report.ts';
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
  const { sequence, messageId } = head;
  const receipt =
    comparable(head) === comparable(draft.prepared)
      ? receiptOf(draft, { stream, sequence, messageId: messageId ?? '', duplicate: true })
      : null;
  return { latest: sequence, receipt };
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
