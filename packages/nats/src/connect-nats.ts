import type { CallOptions, Transport } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { createJetStreamTransport, type InjectedOptions } from '@agog/deliverables-jetstream';
import type { NatsOptions } from './nats-options.ts';
import { openTcpConnection } from './open-tcp-connection.ts';

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
