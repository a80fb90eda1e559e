import { encodeBase64url } from '../bytes/base64url.ts';
import { sha256 } from '../bytes/sha256.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { Metadata } from '../roster/roster.ts';
import { isObject, parseJson } from './parse-json.ts';
import type { Report, ReportHead } from './report.ts';
import { failDamaged } from './report-damage.ts';
import { parseJsonObject } from './report-metadata.ts';
import { findTitle } from './report-title.ts';

/** Whether a JSON object is the envelope of old: its content as a string, and its metadata, if any, beside it. */
const isEnvelope = (value: Metadata): value is { content: string; metadata?: unknown } =>
  typeof value.content === 'string' &&
  (isObject(value.metadata) || Object.keys(value).every((key) => /^(content|metadata)$/.test(key)));

const readForeign = (head: ReportHead, bytes: Uint8Array): Report => {
  const text = decodeUtf8(bytes);
  const json = text.replace(/^\ufeff/, '');
  const value = parseJsonObject(json);
  const envelope = value && isEnvelope(value) ? value : null;
  const content = envelope?.content ?? text;
  const plain = envelope ? encodeUtf8(content) : bytes;
  const report = { ...head, content, bytes: plain, size: plain.length };
  if (!envelope && /^\s*[[{]/.test(json) && parseJson(json)) {
    return { ...report, contentType: 'application/json' };
  }
  const metadata = isObject(envelope?.metadata) ? envelope.metadata : {};
  return { ...report, title: findTitle(content), metadata };
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
  const { size, digest } = head;
  if (bytes.length !== size) failDamaged(head, `size is ${bytes.length}, not ${size}`);
  if (digest !== null) {
    const actual = encodeBase64url(await sha256(bytes));
    if (actual !== digest) failDamaged(head, `digest is ${actual}, not ${digest}`);
  }
  return { ...head, content: decodeUtf8(bytes), bytes };
};
