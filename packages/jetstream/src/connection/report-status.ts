import type { DeliverablesError } from '@agog/deliverables-core';
import { closedConnection, deniedError } from '../errors/nats-errors.ts';
import { watchStatus } from './connection-status.ts';
import type { NatsConnection } from './nats-connection.ts';

/**
 * What happens to a connection: it was lost; it stands again; the server refused a subject; it has ended for good,
 * because of an error, or (`null`) because it was closed.
 */
export type ConnectionStatus =
  | { readonly type: 'disconnected' }
  | { readonly type: 'reconnected' }
  | { readonly type: 'denied'; readonly error: DeliverablesError }
  | { readonly type: 'closed'; readonly error: DeliverablesError | null };

/** Tells a listener what happens to a connection, of whichever client; answers how to stop that. */
export const reportStatus = (
  connection: NatsConnection,
  onStatus: (status: ConnectionStatus) => void,
): { stop(): void } => {
  const end = (reason: unknown): void =>
    onStatus({
      type: 'closed',
      error: reason instanceof Error ? closedConnection(reason) : null,
    });
  connection.closed().then(end, end);
  return watchStatus(connection.status(), (change) =>
    onStatus(
      change.kind === 'denied'
        ? { type: 'denied', error: deniedError(change.operation, change.subject, change.cause) }
        : { type: change.kind },
    ),
  );
};
