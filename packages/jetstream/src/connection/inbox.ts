import { createMessageId } from '@agog/deliverables-core/transport';
import type { NatsConnection, NatsMessage } from './nats-connection.ts';
import { subscribe } from './send.ts';

/**
 * A subject of its own for the replies to one request after the other. What a consumer delivers keeps the subject under
 * which it was stored: only the subscription tells what it answers.
 */
export interface Inbox {
  readonly subject: string;
  readonly token: string;
  close(): void;
}

/** Opens an inbox; `receive` is told which one a message came to. */
export const openInbox = (
  connection: NatsConnection,
  prefix: string,
  receive: (token: string, message: NatsMessage) => void,
): Inbox => {
  const token = createMessageId();
  const subject = `${prefix}.${token}`;
  const subscription = subscribe(connection, subject, (message) => receive(token, message));
  return {
    subject,
    token,
    close() {
      if (!connection.isClosed()) subscription.unsubscribe();
    },
  };
};
