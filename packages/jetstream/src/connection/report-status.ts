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
  let isStopped = false;
  const tell = (status: ConnectionStatus): void => {
    if (isStopped) return;
    try {
      onStatus(status);
    } catch {
      // A listener that fails is told the next change all the same, and ends nobody's process.
    }
  };
  const end = (reason: unknown): void =>
    tell({ type: 'closed', error: reason instanceof Error ? closedConnection(reason) : null });
  connection.closed().then(end, end);
  const watching = watchStatus(connection.status(), (change) =>
    tell(
      change.kind === 'denied'
        ? { type: 'denied', error: deniedError(change.operation, change.subject, change.cause) }
        : { type: change.kind },
    ),
  );
  return {
    stop() {
      isStopped = true;
      watching.stop();
    },
  };
};
