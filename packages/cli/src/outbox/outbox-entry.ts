import type { Metadata, NoticeFields, NoticeStatus } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';

/** What a report is, beside its bytes. */
export interface OutboxReport {
  readonly metadata: Metadata;
  readonly contentType: string;
  /** Default: what the report's first heading says. */
  readonly title?: string | undefined;
  readonly expectedRevision?: number | undefined;
  /** SHA-256 of the bytes in base64url, 43 characters. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/** What is to be published, kept on the disk until the store has acknowledged it. */
export interface OutboxEntry {
  /** The message id of the report: sent again under it, the report is stored once. */
  readonly id: string;
  /** For which store, without credentials. */
  readonly store: string;
  /** When it was kept, in ISO 8601, UTC. */
  readonly created: string;
  /** The process that publishes it. */
  readonly process: number;
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  /** `null` where only a notice is to be published. */
  readonly report: OutboxReport | null;
  readonly notice: NoticeFields & { readonly status: NoticeStatus };
}

const lineBreak = 10;

/** An entry as one file: a line of JSON, then the report's bytes as they are. */
export const encodeEntry = (entry: OutboxEntry, body: Uint8Array): Uint8Array => {
  const head = new TextEncoder().encode(`${JSON.stringify({ outbox: 1, ...entry })}\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
};

/**
 * Undoes {@link encodeEntry}.
 *
 * @throws DeliverablesError `unsupported_format`
 */
export const decodeEntry = (
  bytes: Uint8Array,
  path: string,
): { readonly entry: OutboxEntry; readonly body: Uint8Array } => {
  const end = bytes.indexOf(lineBreak);
  try {
    const { outbox, ...entry } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    // Of format 1 is what encodeEntry wrote.
    if (outbox === 1) return { entry: entry as OutboxEntry, body: bytes.subarray(end + 1) };
  } catch {
    // Said below.
  }
  return fail(
    'unsupported_format',
    `${path} is no entry of the outbox.`,
    'It was not written by this version of agog: move it away, or use the version that wrote it.',
  );
};
