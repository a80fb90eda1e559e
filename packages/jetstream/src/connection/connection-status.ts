/** What a connection reports of its course, reduced to what matters here. */
export type ConnectionChange =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'reconnected' }
  | {
      readonly kind: 'denied';
      readonly operation: 'publish' | 'subscription';
      readonly subject: string;
      readonly cause: unknown;
    };

/** The two shapes in which the clients tell of a refused permission. */
interface StatusShape {
  readonly type?: unknown;
  /** `@nats-io/*`: the error itself carries operation and subject. */
  readonly error?: unknown;
  /** `nats` 2 and `nats.ws` 1. */
  readonly permissionContext?: unknown;
}

/** Reads one entry of a connection's `status()`, of whichever client; `null` where it does not matter. */
export const readStatus = (status: unknown): ConnectionChange | null => {
  if (typeof status !== 'object' || status === null) return null;
  // Any object may be looked into for properties that are then checked.
  const { type, error, permissionContext } = status as StatusShape;
  if (type === 'disconnect') return { kind: 'disconnected' };
  if (type === 'reconnect') return { kind: 'reconnected' };
  if (type !== 'error') return null;
  const context = permissionContext ?? error;
  if (typeof context !== 'object' || context === null) return null;
  const { operation, subject } = context as { operation?: unknown; subject?: unknown };
  if (operation !== 'publish' && operation !== 'subscription') return null;
  if (typeof subject !== 'string') return null;
  return { kind: 'denied', operation, subject, cause: error ?? status };
};

/** Calls `onChange` for what the connection reports, until `stop` is called or the connection closes. */
export const watchStatus = (
  statuses: AsyncIterable<unknown>,
  onChange: (change: ConnectionChange) => void,
): { stop(): void } => {
  let stopped = false;
  const watch = async (): Promise<void> => {
    for await (const status of statuses) {
      if (stopped) return;
      const change = readStatus(status);
      if (change) onChange(change);
    }
  };
  // Ends with the connection, however that ended; its closing is reported by `closed()`.
  watch().catch(() => {});
  return {
    stop() {
      stopped = true;
      // The clients' iterators have a `stop` beside the standard protocol; without it one would linger until the next status.
      const { stop } = statuses as { stop?: () => void };
      stop?.call(statuses);
    },
  };
};
