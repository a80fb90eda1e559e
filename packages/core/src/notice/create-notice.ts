import { checkObject } from '../errors/check-argument.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { CountTokens } from '../tokens/token-counter.ts';
import { checkNotice } from './check-notice.ts';
import { encodeNotice } from './encode-notice.ts';
import type {
  CompleteNotice,
  Notice,
  NoticeFields,
  NoticeProof,
  NoticeStatus,
  UnfinishedNotice,
} from './notice.ts';

/** How to make a notice. */
export interface CreateNoticeOptions {
  /** Counts the notice's tokens. Default: the estimate that the exact count does not exceed. */
  readonly countTokens?: CountTokens | undefined;
}

/** What to say of work that stopped. */
export interface UnfinishedNoticeInput extends NoticeFields {
  readonly agent: string;
  readonly task_type: string;
  readonly feature: string;
  readonly status: 'blocked' | 'failed';
  /** The receipt of what was published before the work stopped, where there is one. */
  readonly receipt?: ReportReceipt | undefined;
}

const proofOf = (receipt: ReportReceipt): NoticeProof => ({
  nats_channel: receipt.channel,
  sequence: receipt.sequence,
  tokens: receipt.tokens?.count,
  digest: String(receipt.digest).slice(0, 22),
});

const build = (
  fields: Readonly<Record<string, unknown>>,
  receipt: ReportReceipt | undefined,
  options: CreateNoticeOptions = {},
): Notice => {
  checkObject('options', options);
  const draft = { ...fields, ...(receipt && proofOf(receipt)) };
  const notice = checkNotice(draft, receipt && String(receipt.channel).split('.', 1)[0]);
  // What comes back is what a reader will get; the line is the checked notice's own.
  return JSON.parse(encodeNotice(notice, options.countTokens)) as Notice;
};

/**
 * The notice of a stored report. It says where the report is and what it is as the receipt proves it.
 *
 * @throws DeliverablesError `invalid_argument` for no receipt or no fields; `invalid_notice` for a field with an illegal
 * value; `notice_too_long` above 200 tokens.
 */
export function createNotice(
  receipt: ReportReceipt,
  fields: NoticeFields & { readonly status?: 'complete' | undefined },
  options?: CreateNoticeOptions,
): CompleteNotice;
export function createNotice(
  receipt: ReportReceipt,
  fields: NoticeFields & { readonly status?: NoticeStatus | undefined },
  options?: CreateNoticeOptions,
): Notice;
export function createNotice(
  receipt: ReportReceipt,
  fields: NoticeFields & { readonly status?: NoticeStatus | undefined },
  options?: CreateNoticeOptions,
): Notice {
  checkObject('The receipt', receipt, 'what publishReport answers');
  checkObject('The notice', fields, 'an object with a summary');
  const { agent, taskType, featureName } = receipt;
  const subject = { agent, task_type: taskType, feature: featureName };
  return build({ ...fields, status: fields.status ?? 'complete', ...subject }, receipt, options);
}

/**
 * The notice of work that stopped, with or without a report.
 *
 * @throws DeliverablesError `invalid_argument` for no input; `invalid_notice` for a field with an illegal value, or a
 * receipt for another channel; `notice_too_long` above 200 tokens.
 */
export const createUnfinishedNotice = (
  input: UnfinishedNoticeInput,
  options?: CreateNoticeOptions,
): UnfinishedNotice => {
  checkObject('The notice', input, 'an object with a summary');
  const { receipt, ...fields } = input;
  // The input's status makes it an unfinished one.
  return build(fields, receipt, options) as UnfinishedNotice;
};
