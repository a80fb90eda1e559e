import { encodeBase64url } from '../bytes/base64url.ts';
import { sha256 } from '../bytes/sha256.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { checkArgument } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import type { Metadata } from '../roster/roster.ts';
import type { CountTokens, TokenCount } from '../tokens/token-counter.ts';
import { checkHeader } from '../transport/check-header.ts';
import type { HeaderEntry } from '../transport/transport.ts';
import { defaultContentType, reportFormat } from './report-format.ts';
import { encodeMetadata, parseJsonObject } from './report-metadata.ts';
import { encodeTitle, findTitle } from './report-title.ts';
import { decodeTokens, encodeTokens } from './report-tokens.ts';
import { isTraceparent } from './traceparent.ts';

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

/** A report that is checked, measured and ready to be encoded. */
export interface PreparedReport {
  /** The plain content; a copy, where bytes were given. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the plain content in base64url, 43 characters. */
  readonly digest: string;
  /** Bytes of the plain content. */
  readonly size: number;
  readonly tokens: TokenCount;
  readonly title: string | null;
  readonly contentType: string;
  /** As a reader will see it. */
  readonly metadata: Metadata;
  /** The headers of its message, where the body went through these encodings, in this order. */
  headers(contentEncoding: readonly string[]): HeaderEntry[];
}

const longestTitle = 300;
const ownHeader = /^(nats-.*|agog-.*|content-type|content-encoding|traceparent)$/i;

const readContent = (content: string | Uint8Array): { bytes: Uint8Array; text: string } => {
  const isText = typeof content === 'string';
  const rule = 'text or bytes, and not empty';
  checkArgument(content instanceof Uint8Array || isText, 'reportContent', content, rule);
  checkArgument(content.length > 0, 'reportContent', content, rule);
  // Bytes are copied, because their owner may write into them before they are sent.
  const bytes = isText ? encodeUtf8(content) : content.slice();
  // Of ASCII every character is a byte, and there is nothing to decode.
  const text = isText && bytes.length === content.length ? content : decodeUtf8(bytes);
  const isWhole = !isText || text === content;
  checkArgument(isWhole, 'reportContent', content, 'text without half characters');
  return { bytes, text };
};

const readTitle = (given: string | undefined, contentType: string, text: string): string | null => {
  if (given === undefined) return contentType.startsWith('text/markdown') ? findTitle(text) : null;
  const isTitle = typeof given === 'string' && given.length <= longestTitle;
  checkArgument(isTitle, 'title', given, `a string of at most ${longestTitle} characters`);
  return given.trim() || null;
};

/**
 * Checks and measures a report; nothing is sent.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_metadata`, `invalid_header`
 */
export const prepareReport = async (
  draft: ReportContent,
  countTokens: CountTokens,
): Promise<PreparedReport> => {
  const { contentType = defaultContentType, traceparent, headers: userHeaders = [] } = draft;
  const { bytes, text } = readContent(draft.reportContent);
  checkHeader('Content-Type', contentType);
  checkArgument(
    traceparent === undefined || isTraceparent(traceparent),
    'traceparent',
    traceparent,
    'a W3C trace context: 00-<32 hex>-<16 hex>-<2 hex>',
  );
  const arePairs = Array.isArray(userHeaders) && userHeaders.every(Array.isArray);
  checkArgument(arePairs, 'headers', userHeaders, 'a list of pairs');
  for (const [name, value] of userHeaders) {
    checkHeader(name, value);
    if (ownHeader.test(name))
      fail(
        'invalid_header',
        `The header ${name} is the SDK's own.`,
        'Use a name of your own, or the option that sets it.',
      );
  }
  const metadata = encodeMetadata(draft.metadata ?? {});
  const title = readTitle(draft.title, contentType, text);
  const tokens = { count: countTokens(text), counter: countTokens.counter };
  const tokensHeader = encodeTokens(tokens);
  checkArgument(
    decodeTokens(tokensHeader) !== null,
    'What countTokens answers',
    tokensHeader,
    'a whole number, by a counter whose name is visible ASCII',
  );
  const digest = encodeBase64url(await sha256(bytes));

  const optional = (name: string, value: string | null | undefined): HeaderEntry[] =>
    value ? [[name, value]] : [];
  return {
    bytes,
    digest,
    size: bytes.length,
    tokens,
    title,
    contentType,
    get metadata() {
      return parseJsonObject(metadata) ?? {};
    },
    headers: (contentEncoding) => [
      ['Agog-Spec', String(reportFormat)],
      ['Content-Type', contentType],
      ...optional('Content-Encoding', contentEncoding.join(', ')),
      ['Agog-Digest', `sha-256=${digest}`],
      ['Agog-Size', String(bytes.length)],
      ['Agog-Tokens', tokensHeader],
      ...optional('Agog-Title', title && encodeTitle(title)),
      ...optional('Agog-Metadata', metadata === '{}' ? null : metadata),
      ...optional('traceparent', traceparent),
      ...userHeaders,
    ],
  };
};
