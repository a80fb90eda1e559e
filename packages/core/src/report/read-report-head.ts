import { DeliverablesError } from '../errors/deliverables-error.ts';
import { parseSubject } from '../subject/parse-subject.ts';
import { quote } from '../subject/quote.ts';
import type { MessageHead, MessageHeaders } from '../transport/transport.ts';
import type { ReportAddress, ReportHead } from './report.ts';
import { reportDamage } from './report-damage.ts';
import { defaultContentType, reportFormat, reportHeaderNames } from './report-header-names.ts';
import { parseJsonObject } from './report-metadata.ts';
import { decodeTitle } from './report-title.ts';
import { decodeTokens } from './report-tokens.ts';
import { isTraceparent } from './traceparent.ts';

/** What the headers say of a report. */
type Described = Omit<ReportHead, keyof ReportAddress | 'timestamp' | 'messageId'>;

/** What is said of a message whose headers are not believed. */
const unproven: Omit<Described, 'size'> = {
  contentType: defaultContentType,
  contentEncoding: [],
  digest: null,
  tokens: null,
  title: null,
  metadata: {},
  traceparent: null,
  foreign: true,
};

/** Headers with which a server answers. A stored message has them when somebody made a server answer into a channel. */
const answerHeaders = ['Nats-Stream', 'Nats-Subject', 'Nats-Sequence'];

const isForeign = (headers: MessageHeaders): boolean =>
  headers.get(reportHeaderNames.spec) === undefined ||
  answerHeaders.some((name) => headers.get(name) !== undefined);

const readHeaders = (headers: MessageHeaders, address: ReportAddress): Described => {
  const names = reportHeaderNames;
  /** What `decode` makes of a header; one that is there and makes no sense is damage. */
  const read = <Value>(
    name: string,
    rule: string,
    decode: (text: string) => Value | null,
    isNeeded?: boolean,
  ): Value | null => {
    const text = headers.get(name);
    const value = text === undefined ? null : decode(text);
    if (value === null && (isNeeded || text !== undefined)) {
      throw reportDamage(address, `header ${name}`, rule, text && quote(text));
    }
    return value;
  };
  const wholeNumber = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null);
  const digestIn = (text: string) => /^sha-256=([\w-]{43})$/.exec(text)?.[1] ?? null;

  const format = read(names.spec, 'a whole number', wholeNumber);
  if (format !== reportFormat) {
    throw new DeliverablesError({
      code: 'unsupported_format',
      message: `Sequence ${address.sequence} on ${address.channel} has format ${format}; this version reads ${reportFormat}.`,
      hint: 'Upgrade this SDK.',
      details: { format },
    });
  }
  const contentEncoding = headers.get(names.contentEncoding)?.split(/ *, */) ?? [];
  // Encrypted content is proven by its cipher; a digest of the plain content would tell what it is.
  const isPlain = !contentEncoding.some((name) => name.startsWith('aes-'));
  const traceparent = headers.get(names.traceparent) ?? '';
  return {
    contentType: headers.get(names.contentType) ?? defaultContentType,
    contentEncoding,
    digest: read(names.digest, 'a SHA-256', digestIn, isPlain),
    size: read(names.size, 'a whole number', wholeNumber, true) ?? 0,
    tokens: read(names.tokens, 'a count and its counter', decodeTokens),
    title: read(names.title, 'percent-encoded', decodeTitle),
    metadata: read(names.metadata, 'a JSON object', parseJsonObject) ?? {},
    // Proxies may rewrite it, so a wrong one is none.
    traceparent: isTraceparent(traceparent) ? traceparent : null,
    foreign: false,
  };
};

/**
 * What a stored message says of the report in it. A message without this SDK's headers, or with those of a server's
 * answer, is `foreign`: nothing in its headers is believed.
 *
 * @throws DeliverablesError `invalid_subject` for a message on no report's channel, `unsupported_format` for a later
 * format, `integrity` for headers of this SDK that are damaged
 */
export const readReportHead = (message: MessageHead, prefix: string): ReportHead => {
  const { subject, stream, sequence, headers } = message;
  const parts = parseSubject(subject, prefix);
  if (parts?.kind !== 'report') {
    throw new DeliverablesError({
      code: 'invalid_subject',
      message: `${quote(subject)} is not the channel of a report.`,
    });
  }
  const { agent, taskType, featureName } = parts;
  const address = { agent, taskType, featureName, channel: subject, stream, sequence };
  return {
    ...address,
    timestamp: message.time.toISOString(),
    messageId: headers.get(reportHeaderNames.messageId) ?? null,
    ...(isForeign(headers) ? { ...unproven, size: message.size } : readHeaders(headers, address)),
  };
};
