import type { Metadata } from '../roster/roster.ts';
import type { TokenCount } from '../tokens/token-counter.ts';

/** Where a report is: its channel taken apart, its stream, and its revision. */
export interface ReportAddress {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  /** The report's subject. */
  readonly channel: string;
  readonly stream: string;
  /** The revision: the message's sequence in its stream. */
  readonly sequence: number;
}

/** A report without its content: everything that a list shows. */
export interface ReportHead extends ReportAddress {
  /** When it was stored, in ISO 8601, UTC; of a restored or migrated report, when it was stored first. */
  readonly timestamp: string;
  readonly title: string | null;
  readonly metadata: Metadata;
  readonly contentType: string;
  /** How the stored bytes are encoded, in the order applied; usually empty. */
  readonly contentEncoding: readonly string[];
  /** Bytes of the plain content; of the stored body where a foreign message does not say. */
  readonly size: number;
  readonly tokens: TokenCount | null;
  /** SHA-256 of the plain content in base64url, 43 characters. */
  readonly digest: string | null;
  readonly messageId: string | null;
  /** The W3C trace context it was published in. */
  readonly traceparent: string | null;
  /** Not written by this SDK: nothing about it is proven. */
  readonly foreign: boolean;
}

/** A whole report, its digest checked. */
export interface Report extends ReportHead {
  /** The content as text, decoded from UTF-8. */
  readonly content: string;
  /** The content as the bytes that were published. */
  readonly bytes: Uint8Array;
}

/** Proof that a report is stored; what a notice is made from. */
export interface ReportReceipt extends ReportAddress {
  readonly messageId: string;
  /** SHA-256 of the plain content in base64url, 43 characters. */
  readonly digest: string;
  /** Bytes of the plain content. */
  readonly size: number;
  readonly tokens: TokenCount;
  readonly title: string | null;
  /** True when nothing new was stored, because this very report was there already. */
  readonly duplicate: boolean;
}
