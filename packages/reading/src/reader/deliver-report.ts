import {
  createNotice,
  DeliverablesError,
  estimateTokens,
  type Notice,
  type NoticeFields,
  type PublishReportOptions,
  type ReportInput,
  type Roster,
} from '@agog/deliverables-core';
import { buildReportSubject, checkArgument, decodeUtf8 } from '@agog/deliverables-core/transport';
import { parseDocument } from '../document/parse-document.ts';
import type { SummaryOptions } from '../summary/fit-sentences.ts';
import { summarizeJson } from '../summary/summarize-json.ts';
import { summarizeReport } from '../summary/summarize-report.ts';
import type { DeliverFields } from './reader.ts';
import type { ReaderContext } from './reader-context.ts';

const isTooLong = (error: unknown): boolean =>
  DeliverablesError.isInstance(error) && error.code === 'notice_too_long';

/** Answers what a notice with a summary would be made of: figures as long as the real ones will be, or longer. */
const draftReceipt = (
  { client }: ReaderContext,
  { agent, taskType, featureName }: ReportInput<Roster>,
  bytes: number,
) => ({
  ...{ agent, taskType, featureName },
  channel: buildReportSubject({ prefix: client.roster.prefix, agent, taskType, featureName }),
  ...{ stream: '', sequence: 999_999_999, messageId: '', size: bytes, title: null },
  // A token has one byte at least.
  ...{ tokens: { count: bytes, counter: '' }, digest: 'k3Jx0c1Yw8mUqA7dZtP2fg', duplicate: false },
});

/** Publishes a report, then its notice, and enters that. */
const deliver = async (
  { client, ledger }: ReaderContext,
  report: ReportInput<Roster>,
  fields: NoticeFields,
  options?: PublishReportOptions,
): Promise<Notice> => {
  const notice = await client.deliver(report, fields, options);
  ledger?.answered(notice, textOf(report.reportContent));
  return notice;
};

const textOf = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : decodeUtf8(content);

/** Publishes a report, then its notice, whose summary is the report's own where its author gives none. */
export const deliverReport = async (
  context: ReaderContext,
  report: ReportInput<Roster>,
  fields: DeliverFields,
  options?: PublishReportOptions,
): Promise<Notice> => {
  checkArgument(Object(fields) === fields, 'The notice', fields, 'an object');
  const { summarize, summary, ...others } = { summarize: undefined, ...fields };
  const known = summarize === undefined || summarize === 'report';
  checkArgument(known, 'summarize', summarize, "'report'");
  const { reportContent } = Object(report) as ReportInput<Roster>;
  const isContent = typeof reportContent === 'string' || reportContent instanceof Uint8Array;
  if (summarize === undefined || summary?.trim() || !isContent) {
    // The client says what is wrong with a notice without a summary, or a report without content.
    return deliver(context, report, { ...others, summary: summary ?? '' }, options);
  }
  const text = textOf(reportContent);
  const receipt = draftReceipt(context, report, 3 * text.length);
  const fitsNotice = (counter: ReaderContext['countTokens']) => (candidate: string) => {
    try {
      createNotice(receipt, { ...others, summary: candidate }, { countTokens: counter });
      return true;
    } catch (error) {
      if (isTooLong(error)) return false;
      throw error;
    }
  };
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(report.contentType ?? '');
  const document = isJson ? null : parseDocument(text);
  const summarizeWithin = (limits: SummaryOptions): string =>
    (document ? summarizeReport(document, limits) : summarizeJson(text, limits)) || '…';

  const fits = fitsNotice(context.countTokens);
  let candidate = summarizeWithin({ fits });
  for (;;) {
    try {
      return await deliver(context, report, { ...others, summary: candidate }, options);
    } catch (error) {
      // The client may count otherwise than the reader; where it says so, nothing has been stored.
      if (!isTooLong(error) || candidate.length <= 1) throw error;
      const most = candidate.length / 2;
      const fitsEstimate = fitsNotice(estimateTokens);
      const shorter = (summary: string) => summary.length <= most && fits(summary);
      const estimated = summarizeWithin({ fits: (text) => fits(text) && fitsEstimate(text) });
      candidate =
        estimated.length < candidate.length ? estimated : summarizeWithin({ fits: shorter });
    }
  }
};
