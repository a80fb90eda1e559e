import { sendFailure } from '../errors/nats-errors.ts';
import type { HeaderBlock } from '../message/encode-headers.ts';
import type { NatsConnection, NatsMessage, NatsSubscription } from './nats-connection.ts';

/** Hands a message to a connection; what it throws is ours. */
export type Send = (
  subject: string,
  payload: Uint8Array,
  reply?: string,
  headers?: HeaderBlock,
) => void;

/** What the clients' types ask for is their own class, but all that any of them calls is `encode`. */
const sendable = (reply?: string, headers?: HeaderBlock): { reply?: string; headers?: never } => ({
  ...(reply !== undefined && { reply }),
  ...(headers !== undefined && { headers: headers as never }),
});

/** Sends over a connection. */
export const createSend =
  (connection: NatsConnection): Send =>
  (subject, payload, reply, headers) => {
    try {
      connection.publish(subject, payload, sendable(reply, headers));
    } catch (error) {
      throw sendFailure(error, subject);
    }
  };

/** Listens on a subject of a connection; what it throws is ours. */
export const subscribe = (
  connection: NatsConnection,
  subject: string,
  onMessage: (message: NatsMessage) => void,
): NatsSubscription => {
  try {
    return connection.subscribe(subject, {
      callback(error, message) {
        // A refused permission is reported by `status()` as well, for every client alike.
        if (!error) onMessage(message);
      },
    });
  } catch (error) {
    throw sendFailure(error, subject);
  }
};
