import type { CallOptions, Transport } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import {
  type ConnectOptions,
  createJetStreamTransport,
  type InjectedOptions,
} from '@agog/deliverables-jetstream';
import { openTcpConnection } from './open-tcp-connection.ts';
import type { TlsOptions } from './tls-options.ts';

/** Where to connect, as whom, and how to speak. */
export interface NatsOptions extends ConnectOptions {
  /** The path of a creds file, in place of `creds`. */
  readonly credsFile?: string | undefined;
  /**
   * Asks for TLS, as a URL that begins `tls://` does. Without either, TLS is used where the server offers it.
   */
  readonly tls?: TlsOptions | undefined;
}

/**
 * Connects to NATS over TCP, or takes a connection that is there: of `@nats-io/transport-node`, of `nats` 2, or of any
 * other client. Resolves once the server has let this client in; `call.timeout` is how long that may take, 10 seconds by
 * default. From then on it reconnects for ever. Closing the transport closes the connection if it was opened here.
 *
 * @throws DeliverablesError `invalid_argument`, `store_unavailable`, `authentication_failed`, `aborted`
 */
export const connectNats = async (
  options: NatsOptions | InjectedOptions,
  call?: CallOptions,
): Promise<Transport> => {
  checkArgument(Object(options) === options, 'options', options, 'an object with servers');
  const transportName = 'nats';
  if ('connection' in options) return createJetStreamTransport({ ...options, transportName });
  const connection = await openTcpConnection(options, call);
  return createJetStreamTransport({ ...options, connection, ownsConnection: true, transportName });
};
