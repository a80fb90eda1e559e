import type {
  HeaderEntry,
  OutgoingMessage,
  PublishReceipt,
  StreamConfig,
  StreamInfo,
  Transport,
} from '@agog/deliverables-core';
import { assertionError } from './assertions.ts';

const run = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
let count = 0;

/** A name that nobody else uses, here or in another run, for streams, durable names and message ids; all are equally long. */
export const uniqueName = (): string => {
  count += 1;
  return `c${run}-${String(count).padStart(6, '0')}`;
};

/** A body in UTF-8, or as it is. */
export const toBody = (body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body;

/** A message on its way in. */
export const outgoing = (
  subject: string,
  body: string | Uint8Array = '',
  headers: readonly HeaderEntry[] = [],
): OutgoingMessage => ({ subject, headers, body: toBody(body) });

/** A stream configuration with nothing limited, taking `<name>.>`. */
export const streamConfig = (name: string, changes: Partial<StreamConfig> = {}): StreamConfig => ({
  name,
  subjects: [`${name}.>`],
  retention: 'limits',
  discard: 'old',
  description: 'Made by the conformance suite',
  maxMessages: null,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
  duplicateWindow: changes.maxAge ?? 120_000,
  ...changes,
});

/** How a {@link TestStream} publishes. */
export interface TestPublishOptions {
  readonly headers?: readonly HeaderEntry[];
  /** Default: a fresh one. */
  readonly messageId?: string;
  readonly expectedSubjectSequence?: number;
  /** Default: the context's newest transport. */
  readonly on?: Transport;
}

/** A stream of one requirement, and short ways to fill it. */
export interface TestStream {
  readonly name: string;
  readonly config: StreamConfig;
  /** The full subject of a tail: `subject('a.b')` is `<name>.a.b`. */
  subject(tail: string): string;
  publish(
    tail: string,
    body?: string | Uint8Array,
    options?: TestPublishOptions,
  ): Promise<PublishReceipt>;
  /** Publishes texts one after the other under one tail. */
  publishAll(tail: string, texts: readonly string[]): Promise<PublishReceipt[]>;
  /** The stream as it is now. */
  info(): Promise<StreamInfo>;
}

/** Wraps a stream that exists; `current` answers the transport to use. */
export const testStream = (config: StreamConfig, current: () => Transport): TestStream => {
  const { name } = config;
  const subject = (tail: string): string => `${name}.${tail}`;
  const publish: TestStream['publish'] = (tail, body = '', options = {}) => {
    const { headers = [], messageId = uniqueName(), expectedSubjectSequence, on } = options;
    return (on ?? current()).publish(outgoing(subject(tail), body, headers), {
      messageId,
      expectedSubjectSequence,
    });
  };
  return {
    name,
    config,
    subject,
    publish,
    async publishAll(tail, texts) {
      const receipts: PublishReceipt[] = [];
      for (const text of texts) receipts.push(await publish(tail, text));
      return receipts;
    },
    async info() {
      const info = await current().admin?.info(name);
      if (!info) throw assertionError(`The stream ${name} should exist, but admin.info says not.`);
      return info;
    },
  };
};
