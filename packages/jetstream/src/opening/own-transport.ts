import { hungUp } from '../errors/nats-errors.ts';
import { createHeartbeat, type HeartbeatOptions, type Movement } from './heartbeat.ts';

/** What of nats-core's `Transport` takes part in dialing. */
export interface CoreTransport {
  closed(): Promise<unknown>;
  discard(): void;
}

/** A transport that tells how much goes over it. */
export interface Moving {
  readonly movement: Movement;
}

/** A promise and what settles it. */
export interface Deferred extends Promise<void> {
  resolve(): void;
  reject(error?: unknown): void;
}

/** What of nats-core's `ProtocolHandler` takes part in dialing. */
export interface ProtocolHandler<T extends CoreTransport> {
  transport: T;
  info?: unknown;
  connected: boolean;
  pongs: Deferred[];
  connectError?: (error?: Error) => void;
  resetOutbound(): void;
  isClosed(): boolean;
  disconnected(): Promise<void>;
  flush(): Promise<void>;
  disconnect(): void;
}

const createDeferred = (): Deferred => {
  let settle = {};
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The cast: the executor has run, so both functions are there.
  return Object.assign(promise, settle) as Deferred;
};

/**
 * Has a connection of nats-core dial by a transport of its own, first and always. nats-core itself asks one variable of
 * the process for it, which every `connect` and `wsconnect` overwrites: after both, the first client's next reconnect
 * dials the wrong way and hangs. This neither reads nor writes that variable, so nobody disturbs anybody.
 *
 * Written for nats-core 3.4.0: it takes the place of that version's `ProtocolHandler.prepare`.
 */
export const useOwnTransport = <T extends CoreTransport>(
  handler: ProtocolHandler<T>,
  createTransport: () => T & Moving,
  options: HeartbeatOptions,
): void => {
  let transport: (T & Moving) | undefined;
  const prepare = (): Deferred => {
    transport?.discard();
    handler.info = undefined;
    handler.resetOutbound();
    const pong = createDeferred();
    // It may be rejected before anybody waits for it.
    pong.catch(() => {});
    handler.pongs.unshift(pong);
    handler.connectError = (error) => pong.reject(error);
    const current = createTransport();
    transport = current;
    handler.transport = current;
    current.closed().then((reason) => {
      const stood = handler.connected;
      handler.connected = false;
      // Hung up on while it was being let in, nats-core would wait until the time of the attempt is over.
      if (!stood) pong.reject(reason ?? hungUp());
      else if (!handler.isClosed()) {
        // Until there is a connection again, nothing can move.
        heartbeats.cancel();
        handler.disconnected();
      }
    });
    return pong;
  };
  const heartbeats = createHeartbeat(
    {
      get movement() {
        return transport?.movement ?? { received: 0, sent: 0, waiting: 0 };
      },
      flush: () => handler.flush(),
      disconnect: () => handler.disconnect(),
    },
    options,
  );
  Object.assign(handler, { prepare, heartbeats });
};
