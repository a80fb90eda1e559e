export type { NatsConnection } from './connection/nats-connection.ts';
