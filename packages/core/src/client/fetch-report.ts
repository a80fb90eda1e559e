import { DeliverablesError } from '../errors/deliverables-error.ts';
import { decodePayload } from '../payload/payload-stage.ts';
import { readReport } from '../report/read-report.ts';
import { readReportHead } from '../report/read-report-head.ts';
import type { Report } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CallOptions } from '../transport/call-options.ts';
import { type Deadline, startDeadline } from '../transport/deadline.ts';
import type { StoredMessage } from '../transport/transport.ts';
import type { ClientContext } from './client-context.ts';
import { type LocatedReport, locateReport } from './locate-report.ts';
import type { ReportReference } from './references.ts';

/** The report, its digest checked, or `null` when there is none. */
export const fetchReport = async (
  context: ClientContext,
  reference: ReportReference<Roster>,
  options?: CallOptions,
): Promise<Report | null> => {
  const located = locateReport(context.roster, reference);
  if (located === null) return null;
  const message = await getMessage(context, located, startDeadline(options));
  return message && openReport(context, message, located.digest);
};

/** As {@link fetchReport}, with a `not_found` error in place of `null`. */
export const fetchReportOrThrow = async (
  context: ClientContext,
  reference: ReportReference<Roster>,
  options?: CallOptions,
): Promise<Report> => {
  const report = await fetchReport(context, reference, options);
  if (report !== null) return report;
  const located = locateReport(context.roster, reference);
  const revision = located?.sequence ? ` with sequence ${located.sequence}` : '';
  throw new DeliverablesError({
    code: 'not_found',
    message: located
      ? `There is no report on ${located.channel}${revision}.`
      : 'The notice names no report.',
    hint: 'It was never published, or the limits of its stream evicted it; history() lists what is there.',
  });
};

/** Many reports: the latest revisions of one stream travel in one read. */
export const fetchReports = async (
  context: ClientContext,
  references: readonly ReportReference<Roster>[],
  options?: CallOptions,
): Promise<(Report | null)[]> => {
  const deadline = startDeadline(options);
  const located = references.map((reference) => locateReport(context.roster, reference));
  const latest = new Map<string, Set<string>>();
  for (const report of located) {
    if (report === null || report.sequence !== null) continue;
    const channels = latest.get(report.stream) ?? new Set();
    latest.set(report.stream, channels.add(report.channel));
  }
  const reports = new Map<string, Report>();
  const readStream = async ([stream, channels]: [string, Set<string>]) => {
    const query = { stream, filters: [...channels], select: 'last' } as const;
    for await (const message of context.transport.read(query, deadline.next())) {
      reports.set(message.subject, await openReport(context, message, null));
    }
  };
  await Promise.all([...latest].map(readStream));
  return Promise.all(
    located.map(async (report) => {
      if (report === null) return null;
      if (report.sequence === null) return reports.get(report.channel) ?? null;
      const message = await getMessage(context, report, deadline);
      return message && openReport(context, message, report.digest);
    }),
  );
};

/** The message of a located report; `null` also where the sequence belongs to another channel. */
export const getMessage = async (
  context: ClientContext,
  { stream, channel, sequence }: LocatedReport,
  deadline: Deadline,
): Promise<StoredMessage | null> => {
  const query = sequence === null ? { stream, subject: channel } : { stream, sequence };
  const message = await context.transport.get(query, deadline.next());
  return message?.subject === channel ? message : null;
};

/** Decodes a stored message and checks it against its digest and, where given, the digest that a notice claims. */
export const openReport = async (
  context: ClientContext,
  message: StoredMessage,
  claimedDigest: string | null,
): Promise<Report> => {
  const head = readReportHead(message, context.roster.prefix);
  if (head.foreign && context.foreign === 'reject') {
    throw new DeliverablesError({
      code: 'foreign_message',
      message: `Sequence ${head.sequence} on ${head.channel} was not written by this SDK.`,
      hint: "Create the client with foreign: 'read' to read it all the same.",
    });
  }
  const limits = { maxBytes: Math.min(context.maxReportSize, head.foreign ? Infinity : head.size) };
  const bytes = await decodePayload(
    message.body,
    head.contentEncoding,
    context.knownStages,
    limits,
  );
  const report = await readReport(head, bytes);
  if (claimedDigest !== null && !report.digest?.startsWith(claimedDigest)) {
    throw new DeliverablesError({
      code: 'integrity',
      message: `Sequence ${head.sequence} on ${head.channel} is not the report that the notice names: its digest is ${report.digest}, not ${claimedDigest}….`,
      hint: 'The stream was created anew or restored with other sequences; ask for the latest report of the channel.',
    });
  }
  return report;
};
