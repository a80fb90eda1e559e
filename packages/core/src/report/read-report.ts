import { encodeBase64url } from '../bytes/base64url.ts';
import { sha256 } from '../bytes/sha256.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Metadata } from '../roster/roster.ts';
import type { Report, ReportHead } from './report.ts';
import { parseJsonObject } from './report-metadata.ts';
import { findTitle } from './report-title.ts';

const damage = (head: ReportHead, what: string, expected: unknown, actual: unknown) =>
  new DeliverablesError({
    code: 'integrity',
    message: `Sequence ${head.sequence} on ${head.channel} is damaged: its ${what} should be ${expected}, but is ${actual}.`,
    hint: 'Fetch another revision, or publish it again.',
    details: { channel: head.channel, sequence: head.sequence, expected, actual },
  });

const isObject = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a JSON object is the envelope of old: its content as a string, and its metadata, if any, beside it. */
const isEnvelope = (value: Metadata): value is { content: string; metadata?: unknown } =>
  typeof value.content === 'string' &&
  (isObject(value.metadata) ||
    Object.keys(value).every((key) => key === 'content' || key === 'metadata'));

const isJson = (text: string): boolean => {
  try {
    return /^\s*[[{]/.test(text) && Boolean(JSON.parse(text));
  } catch {
    return false;
  }
};

const readForeign = (head: ReportHead, bytes: Uint8Array): Report => {
  const content = decodeUtf8(bytes);
  const json = content.replace(/^\ufeff/, '');
  if (!isJson(json)) {
    return { ...head, content, bytes, size: bytes.length, title: findTitle(content) };
  }
  const value = parseJsonObject(json);
  if (value === null || !isEnvelope(value)) {
    return { ...head, content, bytes, size: bytes.length, contentType: 'application/json' };
  }
  const inner = encodeUtf8(value.content);
  return {
    ...head,
    content: value.content,
    bytes: inner,
    size: inner.length,
    title: findTitle(value.content),
    metadata: isObject(value.metadata) ? value.metadata : {},
  };
};

/**
 * A whole report from its head and its plain content. The content is checked against the size and digest in the head;
 * of a foreign message, which has none, the content is taken as it is: Markdown, JSON, or the Markdown inside
 * `{"content": …, "metadata": {…}}`.
 *
 * @throws DeliverablesError `integrity`
 */
export const readReport = async (head: ReportHead, bytes: Uint8Array): Promise<Report> => {
  if (head.foreign) return readForeign(head, bytes);
  if (bytes.length !== head.size) throw damage(head, 'size', head.size, bytes.length);
  if (head.digest !== null) {
    const digest = encodeBase64url(await sha256(bytes));
    if (digest !== head.digest) throw damage(head, 'digest', head.digest, digest);
  }
  return { ...head, content: decodeUtf8(bytes), bytes };
};
