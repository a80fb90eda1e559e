import { checkWholeNumber } from '../errors/check-argument.ts';
import {
  type PreparedReport,
  prepareReport,
  type ReportContent,
} from '../report/prepare-report.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import { validateMetadata } from '../roster/validate-metadata.ts';
import type { CallOptions } from '../transport/call-options.ts';
import type { ClientContext } from './client-context.ts';
import { type LocatedChannel, locateChannel } from './locate-report.ts';
import type { ReportName } from './references.ts';

/** A report to publish. */
export type ReportInput<R extends Roster> = ReportName<R> & ReportContent;

/** How to publish a report. */
export interface PublishReportOptions extends CallOptions {
  /**
   * Refuse with `sequence_conflict` unless this is the channel's latest revision, copies of what was there aside; 0 means
   * that there is none.
   */
  readonly expectedRevision?: number | undefined;
  /**
   * Store nothing where content, content type and metadata equal those of the latest revision: its receipt is answered,
   * marked `duplicate`, whatever `expectedRevision` says. Default false.
   */
  readonly ifChanged?: boolean | undefined;
  /** Give the same id again to repeat a publish whose end is unknown: it is stored once. Default: a fresh one. */
  readonly messageId?: string | undefined;
}

/** A report that is checked and ready to send; nothing has been sent. */
export interface DraftReport {
  readonly located: LocatedChannel;
  readonly prepared: PreparedReport;
}

/** Does everything that needs no I/O, so that bad input fails first. */
export const draftReport = async (
  context: ClientContext,
  input: ReportInput<Roster>,
  { expectedRevision }: PublishReportOptions,
): Promise<DraftReport> => {
  checkWholeNumber('expectedRevision', expectedRevision, 0);
  const located = locateChannel(context.roster, input);
  const metadata = await validateMetadata(context.roster, input.agent, input.metadata ?? {});
  return { located, prepared: await prepareReport({ ...input, metadata }, context.countTokens) };
};

/** The receipt of a draft, given what its store says of it. */
export const receiptOf = (
  { located, prepared: { digest, size, tokens, title } }: DraftReport,
  stored: Pick<ReportReceipt, 'stream' | 'sequence' | 'messageId' | 'duplicate'>,
): ReportReceipt => ({ ...located, digest, size, tokens, title, ...stored });
