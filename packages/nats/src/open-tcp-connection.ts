import type { CallOptions } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import {
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
import { createAuthenticator, readCredsFile } from './authenticator.ts';
import type { NatsOptions } from './nats-options.ts';
import { TcpTransport } from './tcp-transport.ts';

const schemes = { nats: { port: 4222, secure: false }, tls: { port: 4222, secure: true } };

/** Opens a connection over TCP that outlives its server, whatever else connects in this process. */
export const openTcpConnection = async (
  options: NatsOptions,
  call?: CallOptions,
): Promise<NatsConnectionImpl> => {
  const { servers, tls, credsFile, allowInsecurePassword } = options;
  checkArgument(tls === undefined || Object(tls) === tls, 'tls', tls, 'an object');
  const { addresses, credentials } = parseServers(servers, schemes);
  const isFile = credsFile === undefined || (typeof credsFile === 'string' && credsFile !== '');
  checkArgument(isFile, 'credsFile', credsFile, 'the path of a file');
  const creds = credsFile === undefined ? options.creds : await readCredsFile(credsFile);
  const identity = checkCredentials({ ...options, creds }, credentials);
  const authenticator = createAuthenticator(identity);
  const asksForTls = tls !== undefined || addresses.some(({ secure }) => secure);

  return openConnection<NatsConnectionImpl, WireTransport>({
    addresses,
    options,
    call,
    createClient(common) {
      const settings = {
        ...common,
        ...(authenticator && { authenticator }),
        ...(asksForTls && { tls: tls ?? {} }),
      };
      // Its constructor is kept from the types, because `connect` of nats-core belongs before it: see `useOwnTransport`.
      const connection: NatsConnectionImpl = Reflect.construct(NatsConnectionImpl, [settings]);
      const handler = new ProtocolHandler(connection.options, connection);
      connection.protocol = handler;
      const createTransport = () =>
        new TcpTransport(({ hostname, port }, isEncrypted) => {
          if (isEncrypted || allowInsecurePassword) return;
          refuseClearPassword({ hostname, port }, identity);
        });
      return { connection, handler, createTransport };
    },
  });
};
