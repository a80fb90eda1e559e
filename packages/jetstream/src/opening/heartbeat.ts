/** How much a connection has moved, in bytes. */
export interface Movement {
  readonly received: number;
  /** Handed to the network; what still waits for it is in `waiting`. */
  readonly sent: number;
  readonly waiting: number;
}

/** What is kept alive. */
export interface Heartbeating {
  readonly movement: Movement;
  /** Sends a PING; the PONG is movement. */
  flush(): Promise<void>;
  disconnect(): void;
}

/** When a silent connection counts as dead. */
export interface HeartbeatOptions {
  /** Between two PINGs, in milliseconds. */
  readonly pingInterval: number;
  /** How many intervals may pass without anything moving. */
  readonly maxPingOut: number;
}

/** What nats-core starts when it has connected, and cancels when it closes. */
export interface Heartbeat {
  start(): void;
  cancel(): void;
}

/**
 * Ends a connection over which nothing moves any more. nats-core's own heartbeat waits for the PONG alone, which on a
 * slow line stands behind a large report: it would cut the connection off again and again.
 */
export const createHeartbeat = (
  connection: Heartbeating,
  { pingInterval, maxPingOut }: HeartbeatOptions,
): Heartbeat => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Movement;
  let silent: number;

  const beat = (): void => {
    const now = connection.movement;
    // A PING of ours is sent by itself even when nobody is there: only what had to wait for room counts.
    const moved = now.received !== last.received || (last.waiting > 0 && now.sent !== last.sent);
    silent = moved ? 0 : silent + 1;
    last = now;
    if (silent > maxPingOut) {
      connection.disconnect();
      return;
    }
    connection.flush().catch(() => {});
    timer = setTimeout(beat, pingInterval);
  };
  const cancel = (): void => clearTimeout(timer);

  return {
    start() {
      cancel();
      last = connection.movement;
      silent = 0;
      timer = setTimeout(beat, pingInterval);
    },
    cancel,
  };
};
