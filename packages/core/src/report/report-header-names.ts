/** The headers of a report's message. User headers may carry none of these names, nor the prefixes of the first. */
export const reportHeaderNames = {
  spec: 'Agog-Spec',
  digest: 'Agog-Digest',
  size: 'Agog-Size',
  tokens: 'Agog-Tokens',
  title: 'Agog-Title',
  metadata: 'Agog-Metadata',
  contentType: 'Content-Type',
  contentEncoding: 'Content-Encoding',
  traceparent: 'traceparent',
  messageId: 'Nats-Msg-Id',
} as const;

/** What `Agog-Spec` says in the messages that are written here, and the highest that can be read. */
export const reportFormat = 1;

/** What a report is when nobody says otherwise. */
export const defaultContentType = 'text/markdown; charset=utf-8';
