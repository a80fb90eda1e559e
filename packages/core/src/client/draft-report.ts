import { type PreparedReport, prepareReport } from '../report/prepare-report.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Metadata, Roster } from '../roster/roster.ts';
import { validateMetadata } from '../roster/validate-metadata.ts';
import type { HeaderEntry } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { type LocatedChannel, locateChannel } from './locate-report.ts';
import type { ReportName } from './references.ts';

/** A report to publish. */
export type ReportInput<R extends Roster> = ReportName<R> & ReportContent;

/** What a report holds, whichever channel it goes to. */
export interface ReportContent {
  /** The whole report: text, stored as UTF-8, or the bytes to store. Not empty. */
  readonly reportContent: string | Uint8Array;
  /** A JSON object, at most 16 KB as ASCII JSON, checked by the agent's schema where the roster has one. Default `{}`. */
  readonly metadata?: Metadata | undefined;
  /** Default: the first level-1 heading of a Markdown report. */
  readonly title?: string | undefined;
  /** Default `text/markdown; charset=utf-8`. */
  readonly contentType?: string | undefined;
  /** W3C trace context to hand on. */
  readonly traceparent?: string | undefined;
  /** Further headers; names that begin with `Nats-` or `Agog-` are refused. */
  readonly headers?: readonly HeaderEntry[] | undefined;
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
): Promise<DraftReport> => {
  const located = locateChannel(context.roster, input);
  const metadata = await validateMetadata(context.roster, input.agent, input.metadata ?? {});
  return { located, prepared: await prepareReport({ ...input, metadata }, context.countTokens) };
};

/** The receipt of a draft, given what its store says of it. */
export const receiptOf = (
  { located, prepared: { digest, size, tokens, title } }: DraftReport,
  stored: Pick<ReportReceipt, 'stream' | 'sequence' | 'messageId' | 'duplicate'>,
): ReportReceipt => ({ ...located, digest, size, tokens, title, ...stored });
