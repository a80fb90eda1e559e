/** What a consumer tells with each message, in its reply subject. */
export interface DeliveryFacts {
  readonly stream: string;
  readonly consumer: string;
  /** 1 on the first delivery. */
  readonly attempts: number;
  readonly sequence: number;
  /** Counts this consumer's deliveries, from 1. */
  readonly delivery: number;
  readonly time: Date;
  /** Matching messages behind this one. */
  readonly pending: number;
}

/**
 * Reads `$JS.ACK.<stream>.<consumer>.<attempts>.<sequence>.<delivery>.<time>.<pending>`, or the same with domain and
 * account in front and perhaps more behind; `null` where the message is no delivery.
 */
export const parseDeliverySubject = (reply: string | undefined): DeliveryFacts | null => {
  if (!reply?.startsWith('$JS.ACK.')) return null;
  const tokens = reply.split('.');
  const at = tokens.length >= 11 ? 4 : 2;
  const [stream, consumer, attempts, sequence, delivery, time, pending] = tokens.slice(at, at + 7);
  if (stream === undefined || consumer === undefined || pending === undefined) return null;
  return {
    stream,
    consumer,
    attempts: Number(attempts),
    sequence: Number(sequence),
    delivery: Number(delivery),
    // Nanoseconds, cut to milliseconds; a number could not hold them exactly.
    time: new Date(Number(time?.slice(0, -6))),
    pending: Number(pending),
  };
};
