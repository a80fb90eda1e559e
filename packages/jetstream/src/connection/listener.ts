import { createMessageId } from '@agog/deliverables-core/transport';
import type { NatsConnection, NatsMessage } from './nats-connection.ts';
import { subscribe } from './send.ts';

/** A subject of our own, where the server sends what it was asked to deliver. */
export interface Listener {
  readonly subject: string;
  /** Resolves once what was on its way has been handed over. */
  close(): Promise<void>;
}

/** How long what is on its way may take, in milliseconds. */
const drainTimeout = 1_000;

/** Listens on a subject that nobody else knows. */
export const openListener = (
  connection: NatsConnection,
  inboxPrefix: string,
  isUp: () => boolean,
  onMessage: (message: NatsMessage) => void,
): Listener => {
  const subject = `${inboxPrefix}.${createMessageId()}`;
  const subscription = subscribe(connection, subject, onMessage);

  const drain = async (): Promise<void> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, drainTimeout);
    });
    // A connection that breaks meanwhile would have the drain wait for the next one.
    await Promise.race([subscription.drain(), patience]).finally(() => clearTimeout(timer));
  };

  return {
    subject,
    async close() {
      if (connection.isClosed()) return;
      try {
        if (isUp()) await drain();
        else subscription.unsubscribe();
      } catch {
        // A connection that is closing ends it as well.
      }
    },
  };
};
