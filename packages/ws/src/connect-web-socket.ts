import type { CallOptions, Transport } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import {
  type ConnectOptions,
  createJetStreamTransport,
  type InjectedOptions,
} from '@agog/deliverables-jetstream';
import { openWebSocketConnection } from './open-web-socket-connection.ts';

/**
 * Connects to NATS over WebSocket, or takes a connection that is there: of `wsconnect` in `@nats-io/nats-core`, of
 * `nats.ws` 1, or of any other client. Resolves once the server has let this client in; `call.timeout` is how long that
 * may take, 10 seconds by default. From then on it reconnects for ever. Closing the transport closes the connection if it
 * was opened here.
 *
 * @throws DeliverablesError `invalid_argument`, `unsupported` where there is no WebSocket, `store_unavailable`,
 * `authentication_failed`, `aborted`
 */
export const connectWebSocket = async (
  options: ConnectOptions | InjectedOptions,
  call?: CallOptions,
): Promise<Transport> => {
  checkArgument(Object(options) === options, 'options', options, 'an object with servers');
  const transportName = 'ws';
  if ('connection' in options) return createJetStreamTransport({ ...options, transportName });
  const connection = await openWebSocketConnection(options, call);
  return createJetStreamTransport({ ...options, connection, ownsConnection: true, transportName });
};
