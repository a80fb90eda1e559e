import type { ConnectOptions } from '@agog/deliverables-jetstream';

/** How to encrypt, and by what to know the server. Every text is PEM. */
export interface TlsOptions {
  /** The authority that signed the server's certificate, where it is not a public one. */
  readonly ca?: string | undefined;
  /** A file's path, in place of `ca`. */
  readonly caFile?: string | undefined;
  /** What the server knows this client by (mTLS), together with `key`. */
  readonly cert?: string | undefined;
  readonly certFile?: string | undefined;
  readonly key?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Whether TLS begins before the server has said anything. Default false; the server has to expect it. */
  readonly handshakeFirst?: boolean | undefined;
  /** False takes any certificate, so that nobody knows who is at the other end. Default true. */
  readonly rejectUnauthorized?: boolean | undefined;
}

/** Where to connect, as whom, and how to speak. */
export interface NatsOptions extends ConnectOptions {
  /** The path of a creds file, in place of `creds`. */
  readonly credsFile?: string | undefined;
  /**
   * Asks for TLS, as a URL that begins `tls://` does. Without either, TLS is used where the server offers it.
   */
  readonly tls?: TlsOptions | undefined;
}
