import type { NatsMessage } from './nats-connection.ts';

/**
 * Whether the server says that nobody listens. Anybody can store a message with that status: it comes with what the
 * server adds, where it is acknowledged or its sequence.
 */
export const isAbsence = ({ data, headers, reply }: NatsMessage): boolean =>
  data.length === 0 && headers?.code === 503 && !reply && headers.get('Nats-Sequence') === '';
