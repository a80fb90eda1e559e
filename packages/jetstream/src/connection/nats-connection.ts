/** The headers of a received message, as every NATS client offers them. */
export interface NatsHeaders extends Iterable<[string, string[]]> {
  /** The status in the first line; 0 for an ordinary message. */
  readonly code: number;
  /** The text beside the status. */
  readonly description: string;
  /** The first value of a name in exactly this spelling, or an empty string. */
  get(name: string): string;
}

/** A received message. */
export interface NatsMessage {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly reply?: string | undefined;
  readonly headers?: NatsHeaders | undefined;
}

/** A subscription with a callback. */
export interface NatsSubscription {
  unsubscribe(): void;
  /** Ends it on the server, and resolves once what was on its way has arrived. */
  drain(): Promise<void>;
}

/** What a server says of itself. */
export interface NatsServerInfo {
  readonly server_id: string;
  readonly version: string;
  /** In bytes, headers included. */
  readonly max_payload: number;
  readonly jetstream?: boolean | undefined;
  /** The level of the JetStream API; servers below 2.11 do not tell one. */
  readonly api_lvl?: number | undefined;
}

/**
 * What this package needs of a NATS connection. Those of `@nats-io/transport-node`, of `wsconnect` in
 * `@nats-io/nats-core`, of `nats` 2 and of `nats.ws` 1 all have it.
 */
export interface NatsConnection {
  readonly info?: NatsServerInfo | undefined;
  publish(
    subject: string,
    payload?: Uint8Array,
    // The clients ask for their own class here and call nothing but its `encode`: see `sendable`.
    options?: { readonly reply?: string; readonly headers?: never },
  ): void;
  subscribe(
    subject: string,
    options: { readonly callback: (error: Error | null, message: NatsMessage) => void },
  ): NatsSubscription;
  status(): AsyncIterable<unknown>;
  closed(): Promise<unknown>;
  close(): Promise<void>;
  isClosed(): boolean;
  flush(): Promise<void>;
}
