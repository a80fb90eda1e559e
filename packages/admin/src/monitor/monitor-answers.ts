/**
 * What a server's monitoring answers, as far as it is the same on servers 2.9 to 2.15. The names are the server's; more
 * fields come along. Durations are in nanoseconds, times in ISO 8601.
 */
interface Answer {
  readonly server_id: string;
  readonly now: string;
}

/** `/varz`: the server itself. */
export interface Varz extends Answer {
  readonly server_name: string;
  readonly version: string;
  readonly host: string;
  readonly port: number;
  readonly auth_required?: boolean;
  readonly tls_required?: boolean;
  readonly max_connections: number;
  /** In bytes, headers included. */
  readonly max_payload: number;
  readonly start: string;
  readonly uptime: string;
  /** In bytes. */
  readonly mem: number;
  readonly cores: number;
  /** In percent of one core. */
  readonly cpu: number;
  readonly connections: number;
  readonly total_connections: number;
  readonly routes: number;
  readonly leafnodes: number;
  readonly in_msgs: number;
  readonly out_msgs: number;
  readonly in_bytes: number;
  readonly out_bytes: number;
  readonly slow_consumers: number;
  readonly subscriptions: number;
  /** Empty without a cluster. */
  readonly cluster?: { readonly name?: string; readonly cluster_port?: number };
  /** Empty, or absent, where JetStream is off. */
  readonly jetstream?: { readonly config?: JetStreamSettings; readonly stats?: JetStreamStats };
}

/** The settings of a server's JetStream. */
export interface JetStreamSettings {
  /** In bytes. */
  readonly max_memory: number;
  /** In bytes. */
  readonly max_storage: number;
  readonly store_dir?: string;
  /** How long what was acknowledged may wait before it is safe from a power cut. Servers below 2.10 do not tell. */
  readonly sync_interval?: number;
  /** Whether each message is safe before it is acknowledged. */
  readonly sync_always?: boolean;
}

/** What a server's JetStream uses, in bytes. */
export interface JetStreamStats {
  readonly memory: number;
  readonly storage: number;
  readonly reserved_memory?: number;
  readonly reserved_storage?: number;
  readonly accounts: number;
  readonly api: { readonly total: number; readonly errors: number };
}

/** `/connz`: who is connected. */
export interface Connz extends Answer {
  readonly num_connections: number;
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  readonly connections: readonly ConnectionInfo[];
}

/** One client's connection. */
export interface ConnectionInfo {
  readonly cid: number;
  readonly ip: string;
  readonly port: number;
  readonly start: string;
  readonly last_activity: string;
  readonly uptime: string;
  readonly idle: string;
  /** In bytes. */
  readonly pending_bytes: number;
  readonly in_msgs: number;
  readonly out_msgs: number;
  readonly in_bytes: number;
  readonly out_bytes: number;
  readonly subscriptions: number;
  readonly name?: string;
  readonly lang?: string;
  readonly version?: string;
}

/** `/routez`: the other servers of the cluster. */
export interface Routez extends Answer {
  readonly server_name?: string;
  readonly num_routes: number;
  readonly routes: readonly RouteInfo[];
}

/** One route to another server. */
export interface RouteInfo {
  readonly rid: number;
  readonly remote_id: string;
  readonly ip: string;
  readonly port: number;
  readonly pending_size: number;
  readonly in_msgs: number;
  readonly out_msgs: number;
  readonly in_bytes: number;
  readonly out_bytes: number;
  readonly subscriptions: number;
}

/** `/subsz`: figures of the subscriptions. */
export interface Subsz extends Answer {
  readonly num_subscriptions: number;
  readonly num_cache: number;
  readonly num_inserts: number;
  readonly num_removes: number;
  readonly num_matches: number;
  readonly cache_hit_rate: number;
  readonly max_fanout: number;
  readonly avg_fanout: number;
}

/** `/jsz`: JetStream, with the streams of every account. */
export interface Jsz extends Answer, Partial<JetStreamStats> {
  /** True where JetStream is off. */
  readonly disabled?: boolean;
  readonly config: Partial<JetStreamSettings>;
  readonly streams: number;
  readonly consumers: number;
  readonly messages: number;
  readonly bytes: number;
  readonly account_details?: readonly AccountDetail[];
}

/** The streams of one account. */
export interface AccountDetail {
  readonly name: string;
  readonly stream_detail?: readonly StreamDetail[];
}

/** One stream, as its server sees it. */
export interface StreamDetail {
  readonly name: string;
  readonly created: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly state: {
    readonly messages: number;
    readonly bytes: number;
    readonly first_seq: number;
    readonly last_seq: number;
    readonly first_ts: string;
    readonly last_ts: string;
    readonly consumer_count: number;
  };
}

/** `/healthz`: whether the server is well. It answers with an HTTP error where it is not; here that is an answer as well. */
export interface Healthz {
  /** `ok` where it is. */
  readonly status: string;
  /** What is not well. */
  readonly error?: string;
}
