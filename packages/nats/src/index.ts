export { connectNats, type NatsOptions } from './connect-nats.ts';
export type { TlsOptions } from './tls-options.ts';
