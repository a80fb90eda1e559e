export { connectNats } from './connect-nats.ts';
export { NATSClient, type NATSClientOptions } from './nats-client.ts';
export { NATSDeliverableService, type StreamStatus } from './nats-deliverable-service.ts';
export type { NatsOptions, TlsOptions } from './nats-options.ts';
export { openTcpConnection } from './open-tcp-connection.ts';
export { readEnvironment } from './read-environment.ts';
