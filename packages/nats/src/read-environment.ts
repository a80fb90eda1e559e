import type { NatsOptions } from './nats-options.ts';

/**
 * What the environment says of the server: `NATS_URL` (default `nats://localhost:4222`), `NATS_USER`, `NATS_PASSWORD`.
 * Nothing else in the library reads the environment.
 */
export const readEnvironment = (): NatsOptions => {
  const { NATS_URL, NATS_USER, NATS_PASSWORD } = process.env;
  return {
    servers: NATS_URL || 'nats://localhost:4222',
    ...(NATS_USER && { user: NATS_USER, password: NATS_PASSWORD ?? '' }),
    // Who sets these knows the network: between containers there is rarely TLS.
    allowInsecurePassword: true,
  };
};
