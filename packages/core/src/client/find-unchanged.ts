import { isObject } from '../report/parse-json.ts';
import type { ReportHead, ReportReceipt } from '../report/report.ts';
import type { Deadline } from '../transport/deadline.ts';
import type { ClientContext } from './client-context.ts';
import { type DraftReport, receiptOf } from './draft-report.ts';
import { readHead } from './list-reports.ts';

/** What a look at a revision found. */
interface FoundRevision {
  /** Its sequence; 0 when there is none. */
  readonly found: number;
  /** Its receipt, marked `duplicate`, when it holds what is about to be published. */
  readonly receipt: ReportReceipt | null;
}

/**
 * Compares a draft with the latest revision of its channel, or with the one that has a sequence, by digest, content
 * type and metadata.
 */
export const findUnchanged = async (
  context: ClientContext,
  draft: DraftReport,
  deadline: Deadline,
  sequence?: number,
): Promise<FoundRevision> => {
  const head = await readHead(context, draft.located, deadline, sequence);
  if (!head) return { found: 0, receipt: null };
  const isEqual = comparable(head) === comparable(draft.prepared);
  return { found: head.sequence, receipt: isEqual ? receiptOfHead(draft, head) : null };
};

/** A receipt says what is stored: title and tokens are those of the revision that is there. */
const receiptOfHead = (draft: DraftReport, head: ReportHead): ReportReceipt => {
  const { stream, sequence, title } = head;
  const messageId = head.messageId ?? '';
  const receipt = receiptOf(draft, { stream, sequence, messageId, duplicate: true });
  return { ...receipt, title, tokens: head.tokens ?? receipt.tokens };
};

type Compared = Pick<DraftReport['prepared'], 'contentType' | 'metadata'> & {
  readonly digest: string | null;
};

/** What two equal reports have in common, as one text; the keys of objects are put in order. */
const comparable = ({ digest, contentType, metadata }: Compared): string =>
  JSON.stringify([digest, contentType, metadata], (_, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value,
  );

const byKey = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  one < other ? -1 : 1;
