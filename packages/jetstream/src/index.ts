export type {
  NatsConnection,
  NatsHeaders,
  NatsMessage,
  NatsServerInfo,
  NatsSubscription,
} from './connection/nats-connection.ts';
export { createJetStreamTransport, type JetStreamTransportOptions } from './transport.ts';

// For authors of packages that open connections.

export { connectFailure, withoutCredentials } from './errors/nats-errors.ts';
