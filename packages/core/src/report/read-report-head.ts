import { DeliverablesError } from '../errors/deliverables-error.ts';
import { parseSubject } from '../subject/parse-subject.ts';
import { quote } from '../subject/quote.ts';
import type { MessageHead, MessageHeaders } from '../transport/transport.ts';
import type { ReportAddress, ReportHead } from './report.ts';
import { defaultContentType, reportFormat, reportHeaderNames } from './report-header-names.ts';
import { parseJsonObject } from './report-metadata.ts';
import { decodeTitle } from './report-title.ts';
import { decodeTokens } from './report-tokens.ts';
import { isTraceparent } from './traceparent.ts';

/** What the headers say of a report. */
type Described = Omit<ReportHead, keyof ReportAddress | 'timestamp' | 'messageId'>;

/** Headers with which a server answers. A stored message has them when somebody made a server answer into a channel. */
const answerHeaders = ['Nats-Stream', 'Nats-Subject', 'Nats-Sequence'];

const isForeign = (headers: MessageHeaders): boolean =>
  headers.get(reportHeaderNames.spec) === undefined ||
  answerHeaders.some((name) => headers.get(name) !== undefined);

const checkFormat = (format: string, where: string): void => {
  if (format === String(reportFormat)) return;
  const newer = /^[1-9]\d*$/.test(format);
  throw new DeliverablesError({
    code: newer ? 'unsupported_format' : 'integrity',
    message: newer
      ? `${where} has format ${format}; this version reads ${reportFormat}.`
      : `${where} is damaged: its format is ${quote(format)}.`,
    hint: newer ? 'Upgrade @agog/deliverables.' : 'Fetch another revision, or publish it again.',
    details: { format },
  });
};

const readHeaders = (headers: MessageHeaders, where: string): Described => {
  /** What `decode` makes of a header; one that is there and makes no sense is damage. */
  const read = <Value>(name: string, decode: (text: string) => Value | null): Value | null => {
    const text = headers.get(name);
    const value = text === undefined ? null : decode(text);
    if (value !== null || text === undefined) return value;
    throw damage(name, quote(text));
  };
  const damage = (name: string, found: string): DeliverablesError =>
    new DeliverablesError({
      code: 'integrity',
      message: `${where} is damaged: its header ${name} is ${found}.`,
      hint: 'Fetch another revision, or publish it again.',
      details: { header: name },
    });

  const names = reportHeaderNames;
  checkFormat(headers.get(names.spec) ?? '', where);
  const contentEncoding =
    headers
      .get(names.contentEncoding)
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  const digest = read(names.digest, (text) => /^sha-256=([\w-]{43})$/.exec(text)?.[1] ?? null);
  const size = read(names.size, (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null));
  // Encrypted content is proven by its cipher; a digest of the plain content would tell what it is.
  const isEncrypted = contentEncoding.some((name) => name.startsWith('aes-'));
  if (digest === null && !isEncrypted) throw damage(names.digest, 'missing');
  if (size === null) throw damage(names.size, 'missing');
  return {
    contentType: headers.get(names.contentType) ?? defaultContentType,
    contentEncoding,
    digest,
    size,
    tokens: read(names.tokens, decodeTokens),
    title: read(names.title, decodeTitle),
    metadata: read(names.metadata, parseJsonObject) ?? {},
    // Proxies may rewrite it, so a wrong one is none.
    traceparent: [headers.get(names.traceparent) ?? ''].find(isTraceparent) ?? null,
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
      hint: `A channel has the form ${prefix}.deliverables.<agent>.<type>.<feature>.`,
      details: { subject },
    });
  }
  const { agent, taskType, featureName } = parts;
  const described: Described = isForeign(headers)
    ? {
        contentType: defaultContentType,
        contentEncoding: [],
        digest: null,
        size: message.size,
        tokens: null,
        title: null,
        metadata: {},
        traceparent: null,
        foreign: true,
      }
    : readHeaders(headers, `Sequence ${sequence} on ${subject}`);
  return {
    agent,
    taskType,
    featureName,
    channel: subject,
    stream,
    sequence,
    timestamp: message.time.toISOString(),
    messageId: headers.get(reportHeaderNames.messageId) ?? null,
    ...described,
  };
};
