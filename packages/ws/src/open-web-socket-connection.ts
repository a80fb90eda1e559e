import type { CallOptions } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import {
  type ConnectOptions,
  checkCredentials,
  openConnection,
  parseServers,
  refuseClearPassword,
} from '@agog/deliverables-jetstream';
import {
  NatsConnectionImpl,
  ProtocolHandler,
  type Transport as WireTransport,
} from '@nats-io/nats-core/internal';
import { createAuthenticator, type Introduction } from './authenticator.ts';
import { createWebSocketTransport } from './web-socket-transport.ts';

const schemes = { wss: { port: 443, secure: true }, ws: { port: 80, secure: false } };

/** Opens a connection over WebSocket that outlives its server, whatever else connects in this process. */
export const openWebSocketConnection = async (
  options: ConnectOptions,
  call?: CallOptions,
): Promise<NatsConnectionImpl> => {
  if (typeof WebSocket !== 'function') {
    fail(
      'unsupported',
      'There is no WebSocket in this runtime.',
      'Use Node 22 or later, Deno, Bun or a browser; or connectNats of @agog/deliverables-nats.',
    );
  }
  const { addresses, credentials } = parseServers(options.servers, schemes);
  const identity = checkCredentials(options, credentials);
  for (const address of addresses) {
    if (!address.secure && !options.allowInsecurePassword) refuseClearPassword(address, identity);
  }
  const introduce = await createAuthenticator(identity);

  return openConnection<NatsConnectionImpl, WireTransport>({
    addresses,
    options,
    call,
    createClient(common) {
      // nats-core asks for it at once, so that what takes time is done when the greeting comes.
      let introduction: Introduction = {};
      const settings = {
        ...common,
        authenticator: () => introduction,
        // What a cluster says of its other servers are often addresses that a browser cannot reach or verify.
        ignoreClusterUpdates: true,
      };
      // Its constructor is kept from the types, because `wsconnect` belongs before it: see `openConnection`.
      const connection: NatsConnectionImpl = Reflect.construct(NatsConnectionImpl, [settings]);
      const handler = new ProtocolHandler(connection.options, connection);
      connection.protocol = handler;
      const createTransport = () =>
        createWebSocketTransport(async (greeting) => {
          introduction = await introduce(greeting);
        });
      return { connection, handler, createTransport };
    },
  });
};
