import { checkArgument } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import { decodePayload } from '../payload/payload-stage.ts';
import { readReport } from '../report/read-report.ts';
import { readReportHead } from '../report/read-report-head.ts';
import type { Report, ReportHead } from '../report/report.ts';
import { describeRevision, failDamaged } from '../report/report-damage.ts';
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
): Promise<Report | null> =>
  fetchLocated(context, locateReport(context.roster, reference), startDeadline(options));

/** As {@link fetchReport}, with a `not_found` error in place of `null`. */
export const fetchReportOrThrow = async (
  context: ClientContext,
  reference: ReportReference<Roster>,
  options?: CallOptions,
): Promise<Report> => {
  const located = locateReport(context.roster, reference);
  const report = await fetchLocated(context, located, startDeadline(options));
  return (
    report ??
    fail(
      'not_found',
      located ? `${describeRevision(located)} is not stored.` : 'The notice names no report.',
      'It was never published, or is no longer kept; history() lists what is there.',
    )
  );
};

/** Many reports: the latest revisions of one stream travel in one read. */
export const fetchReports = async (
  context: ClientContext,
  references: readonly ReportReference<Roster>[],
  options?: CallOptions,
): Promise<(Report | null)[]> => {
  const deadline = startDeadline(options);
  checkArgument(Array.isArray(references), 'references', references, 'a list');
  const located = references.map((reference) => locateReport(context.roster, reference));
  const channels = new Map<string, Set<string>>();
  for (const report of located) {
    if (!report || report.sequence) continue;
    const { stream, channel } = report;
    channels.set(stream, (channels.get(stream) ?? new Set()).add(channel));
  }
  const latest = new Map<string, Report>();
  const readStream = async ([stream, filters]: [string, Set<string>]) => {
    const query = { stream, filters: [...filters], select: 'last' } as const;
    for await (const message of context.transport.read(query, deadline.next())) {
      latest.set(message.subject, await openReport(context, message));
    }
  };
  await Promise.all([...channels].map(readStream));
  return Promise.all(
    located.map((report) =>
      report && !report.sequence
        ? (latest.get(report.channel) ?? null)
        : fetchLocated(context, report, deadline),
    ),
  );
};

/** The report at a place, or `null` when there is none. */
export const fetchLocated = async (
  context: ClientContext,
  located: LocatedReport | null,
  deadline: Deadline,
): Promise<Report | null> => {
  if (!located) return null;
  const { stream, channel, sequence, digest } = located;
  const query = sequence ? { stream, sequence } : { stream, subject: channel };
  const message = await context.transport.get(query, deadline.next());
  // The sequence may belong to another channel.
  return message?.subject === channel ? openReport(context, message, digest) : null;
};

/** Decodes the body of a report; an error says of which. */
const decode = async (
  { knownStages }: ClientContext,
  { body }: StoredMessage,
  head: ReportHead,
  maxBytes: number,
): Promise<Uint8Array> => {
  try {
    return await decodePayload(body, head.contentEncoding, knownStages, { maxBytes });
  } catch (error) {
    const { code, message, hint } = DeliverablesError.from(error);
    const { channel, sequence } = head;
    const what = `${describeRevision(head)} cannot be decoded: ${message}`;
    return fail(code, what, hint, { channel, sequence }, error);
  }
};

/** Decodes a stored message and checks it against its digest and, where given, the digest that a notice claims. */
export const openReport = async (
  context: ClientContext,
  message: StoredMessage,
  claimed = '',
): Promise<Report> => {
  const head = readReportHead(message, context.roster.prefix);
  if (head.foreign && context.foreign === 'reject') {
    fail(
      'foreign_message',
      `${describeRevision(head)} was not written by this SDK.`,
      "Create the client with foreign: 'read' to read it all the same.",
    );
  }
  const maxBytes = Math.min(context.maxReportSize, head.foreign ? Infinity : head.size);
  const report = await readReport(head, await decode(context, message, head, maxBytes));
  if (claimed && !report.digest?.startsWith(claimed)) {
    failDamaged(head, `digest is ${report.digest}, and the notice names ${claimed}…`);
  }
  return report;
};
