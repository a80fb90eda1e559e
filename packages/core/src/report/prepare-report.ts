import { encodeBase64url } from '../bytes/base64url.ts';
import { sha256 } from '../bytes/sha256.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { checkArgument } from '../errors/check-argument.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Metadata } from '../roster/roster.ts';
import type { CountTokens, TokenCount } from '../tokens/token-counter.ts';
import { checkHeader } from '../transport/check-message.ts';
import type { HeaderEntry } from '../transport/transport.ts';
import { defaultContentType, reportFormat } from './report-format.ts';
import { encodeMetadata, parseJsonObject } from './report-metadata.ts';
import { encodeTitle, findTitle } from './report-title.ts';
import { decodeTokens, encodeTokens } from './report-tokens.ts';
import { isTraceparent } from './traceparent.ts';

/** A report as its author gives it, its metadata already validated by the agent's schema. */
export interface ReportDraft {
  readonly reportContent: string | Uint8Array;
  readonly metadata?: Metadata | undefined;
  readonly title?: string | undefined;
  readonly contentType?: string | undefined;
  readonly traceparent?: string | undefined;
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

// The cast: a method of ES2024 that every runtime has, and that the types of ES2023 lack.
const { isWellFormed } = String.prototype as string & { readonly isWellFormed: () => boolean };

const readContent = (content: string | Uint8Array): { bytes: Uint8Array; text: string } => {
  const isText = typeof content === 'string';
  const isWhole = isText ? isWellFormed.call(content) : content instanceof Uint8Array;
  checkArgument(
    isWhole && content.length > 0,
    'reportContent',
    content,
    'bytes, or text without half characters, and not empty',
  );
  // Bytes are copied, because their owner may write into them before they are sent.
  return isText
    ? { bytes: encodeUtf8(content), text: content }
    : { bytes: content.slice(), text: decodeUtf8(content) };
};

const readTitle = (given: string | undefined, contentType: string, text: string): string | null => {
  if (given === undefined) return contentType.startsWith('text/markdown') ? findTitle(text) : null;
  checkArgument(given.length <= longestTitle, 'title', given, `${longestTitle} characters at most`);
  return given.trim() || null;
};

const countOf = (text: string, countTokens: CountTokens): TokenCount => {
  const tokens = { count: countTokens(text), counter: countTokens.counter };
  const encoded = encodeTokens(tokens);
  checkArgument(
    decodeTokens(encoded) !== null,
    'What countTokens answers',
    encoded,
    'a whole number, by a counter whose name is visible ASCII',
  );
  return tokens;
};

const checkUserHeader = ([name, value]: HeaderEntry): void => {
  checkHeader(name, value);
  if (!ownHeader.test(name)) return;
  throw new DeliverablesError({
    code: 'invalid_header',
    message: `The header ${name} is the SDK's own.`,
    hint: 'Use a name of your own, or the option that sets it.',
  });
};

/**
 * Checks and measures a report; nothing is sent.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_metadata`, `invalid_header`
 */
export const prepareReport = async (
  draft: ReportDraft,
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
  for (const header of userHeaders) checkUserHeader(header);
  const metadata = encodeMetadata(draft.metadata ?? {});
  const title = readTitle(draft.title, contentType, text);
  const tokens = countOf(text, countTokens);
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
    metadata: parseJsonObject(metadata) ?? {},
    headers: (contentEncoding) => [
      ['Agog-Spec', String(reportFormat)],
      ['Content-Type', contentType],
      ...optional('Content-Encoding', contentEncoding.join(', ')),
      ['Agog-Digest', `sha-256=${digest}`],
      ['Agog-Size', String(bytes.length)],
      ['Agog-Tokens', encodeTokens(tokens)],
      ...optional('Agog-Title', title && encodeTitle(title)),
      ...optional('Agog-Metadata', metadata === '{}' ? null : metadata),
      ...optional('traceparent', traceparent),
      ...userHeaders,
    ],
  };
};
