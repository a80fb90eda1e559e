export type {
  NatsConnection,
  NatsHeaders,
  NatsMessage,
  NatsServerInfo,
  NatsSubscription,
} from './connection/nats-connection.ts';
export type { ConnectionStatus } from './connection/report-status.ts';
export { createJetStreamTransport, type JetStreamTransportOptions } from './transport.ts';

// For authors of packages that open connections, or ask a server for what the seam does not tell.

export { type Answer, createLink, type Link } from './connection/link.ts';
export { connectFailure, withoutCredentials } from './errors/nats-errors.ts';
export type { ConnectOptions, InjectedOptions } from './opening/connect-options.ts';
export { checkCredentials, type Identity, refuseClearPassword } from './opening/credentials.ts';
export type { Movement } from './opening/heartbeat.ts';
export { openConnection } from './opening/open-connection.ts';
export {
  parseServers,
  type Scheme,
  type ServerAddress,
} from './opening/server-addresses.ts';
