import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { parseChannel } from '../subject/parse-subject.ts';
import type { MessageHead, MessageHeaders } from '../transport/transport.ts';
import type { ReportAddress, ReportHead } from './report.ts';
import { describeRevision, failDamaged } from './report-damage.ts';
import { defaultContentType, reportFormat } from './report-format.ts';
import { parseJsonObject } from './report-metadata.ts';
import { decodeTitle } from './report-title.ts';
import { decodeTokens } from './report-tokens.ts';
import { isTraceparent } from './traceparent.ts';

/** What the headers say of a report. */
type Described = Omit<ReportHead, keyof ReportAddress | 'timestamp' | 'messageId'>;

const readWholeNumber = (text: string): number | null =>
  /^\d{1,15}$/.test(text) ? Number(text) : null;

const readDigest = (text: string): string | null => /^sha-256=([\w-]{43})$/.exec(text)?.[1] ?? null;

/** When a message was first stored: a copy of one from another store says so. */
const firstTime = ({ headers, time }: MessageHead): Date => {
  const told = new Date(headers.get('Agog-Time') ?? time);
  return told.getTime() ? told : time;
};

const readHeaders = (headers: MessageHeaders, address: ReportAddress): Partial<Described> => {
  /** What `decode` makes of a header; one that is there and makes no sense is damage. */
  const read = <Value>(name: string, decode: (text: string) => Value | null): Value | null => {
    const text = headers.get(name);
    if (text === undefined) return null;
    return decode(text) ?? failDamaged(address, `header ${name} is ${quote(text)}`);
  };
  const format = read('Agog-Spec', readWholeNumber);
  if (format !== reportFormat) {
    fail(
      'unsupported_format',
      `${describeRevision(address)} has format ${format}; this version reads ${reportFormat}.`,
      'Upgrade this SDK.',
    );
  }
  const contentEncoding = headers.get('Content-Encoding')?.split(/ *, */) ?? [];
  const digest = read('Agog-Digest', readDigest);
  const size = read('Agog-Size', readWholeNumber);
  // Encrypted content is proven by its cipher; a digest of the plain content would tell what it is.
  const isProven = digest ?? contentEncoding.some((name) => name.startsWith('aes-'));
  if (size === null || !isProven) return failDamaged(address, 'size or digest is missing');
  const traceparent = headers.get('traceparent') ?? '';
  return {
    contentType: headers.get('Content-Type') ?? defaultContentType,
    contentEncoding,
    digest,
    size,
    tokens: read('Agog-Tokens', decodeTokens),
    title: read('Agog-Title', decodeTitle),
    metadata: read('Agog-Metadata', parseJsonObject) ?? {},
    // Proxies may rewrite it, so a wrong one is none.
    traceparent: isTraceparent(traceparent) ? traceparent : null,
    foreign: false,
  };
};

/**
 * What a stored message says of the report in it. A message without this SDK's headers, or with those of a server's
 * answer, is `foreign`: nothing in its headers is believed. So is one whose headers are damaged or of a later format
 * where `damaged` is `'foreign'`: one such message must not spoil a list.
 *
 * @throws DeliverablesError `invalid_subject` for a message on no report's channel, `unsupported_format` for a later
 * format, `integrity` for headers of this SDK that are damaged
 */
export const readReportHead = (
  message: MessageHead,
  prefix: string,
  damaged: 'throw' | 'foreign' = 'throw',
): ReportHead => {
  const { subject: channel, stream, sequence, headers, size } = message;
  const { agent, taskType, featureName } = parseChannel(channel, prefix);
  const head: ReportHead = {
    agent,
    taskType,
    featureName,
    channel,
    stream,
    sequence,
    timestamp: firstTime(message).toISOString(),
    messageId: headers.get('Nats-Msg-Id') ?? null,
    contentType: defaultContentType,
    contentEncoding: [],
    digest: null,
    size,
    tokens: null,
    title: null,
    metadata: {},
    traceparent: null,
    foreign: true,
  };
  // With these a server answers: somebody made one answer into the channel.
  const forged = ['Nats-Stream', 'Nats-Subject', 'Nats-Sequence'];
  const has = (name: string) => headers.get(name) !== undefined;
  if (!has('Agog-Spec') || forged.some(has)) return head;
  try {
    return { ...head, ...readHeaders(headers, head) };
  } catch (error) {
    if (damaged === 'throw') throw error;
    return head;
  }
};
