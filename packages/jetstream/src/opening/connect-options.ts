import type { JetStreamTransportOptions } from '../transport.ts';

/** Options of a connection, the same over TCP and WebSocket. */
export interface ConnectOptions
  extends Omit<JetStreamTransportOptions, 'connection' | 'ownsConnection' | 'transportName'> {
  /**
   * Where a server listens: one URL, several with commas between, or a list. Credentials may be in it, percent-encoded:
   * `nats://user:password@host:4222`.
   */
  readonly servers: string | readonly string[];
  /** What the server's monitoring shows. */
  readonly name?: string | undefined;
  /** Together with `password`; goes before what a URL says. */
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** A token, in place of user and password. */
  readonly token?: string | undefined;
  /** The seed of an nkey, which begins `SU`. It never leaves this process: the server gets a signature. */
  readonly nkeySeed?: string | undefined;
  /** The text of a creds file: a JWT and its seed. */
  readonly creds?: string | undefined;
  /** Whether a password or token may go over a network in clear. Default false: only on this machine, or by TLS. */
  readonly allowInsecurePassword?: boolean | undefined;
  /** A PING goes out so often, in milliseconds. Default 3,000. */
  readonly pingInterval?: number | undefined;
  /**
   * After how many PINGs over which nothing moved a connection counts as dead, and is made anew. Default 2: with the
   * default interval after 9 to 12 seconds.
   */
  readonly maxPingOut?: number | undefined;
}

/** A connection that somebody else opened, and closes. */
export interface InjectedOptions
  extends Omit<JetStreamTransportOptions, 'ownsConnection' | 'transportName'> {}
