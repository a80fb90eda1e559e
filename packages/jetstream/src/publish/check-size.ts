import type { StreamConfig } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';

/** What a file store keeps beside subject, headers and body, in bytes. */
const storedOverhead = 34;

/** The sizes of a message on its way in, in bytes. */
export interface MessageSize {
  readonly subject: string;
  /** Headers and body. */
  readonly size: number;
}

/** How large a message may be, in bytes: headers and body. */
export const sizeLimit = (config: StreamConfig | null, maxPayload: number): number =>
  Math.min(maxPayload, config?.maxMessageSize ?? Number.POSITIVE_INFINITY);

/**
 * Refuses what the server or the stream would not keep, before it is sent: a message larger than all that its stream may
 * hold is acknowledged, and evicted at once.
 */
export const checkSize = (
  { subject, size }: MessageSize,
  config: StreamConfig | null,
  maxPayload: number,
): void => {
  const stored = size + subject.length + storedOverhead;
  const tooMuch = config?.maxBytes != null && stored > config.maxBytes;
  if (size <= sizeLimit(config, maxPayload) && !tooMuch) return;
  const limits = [
    `${maxPayload} (the server's max_payload)`,
    ...(config?.maxMessageSize != null
      ? [`${config.maxMessageSize} (max_msg_size of the stream ${config.name})`]
      : []),
    ...(config?.maxBytes != null
      ? [
          `${config.maxBytes} for all of the stream ${config.name} (max_bytes), this one taking ${stored}`,
        ]
      : []),
  ];
  fail(
    'message_too_large',
    `A message of ${size} bytes to ${subject} is too large: allowed are ${limits.join(', ')}.`,
    'Split the report into sections, compress it, or raise the limits of stream and server.',
    {
      subject,
      size,
      maxPayload,
      maxMessageSize: config?.maxMessageSize ?? null,
      maxBytes: config?.maxBytes ?? null,
    },
  );
};
