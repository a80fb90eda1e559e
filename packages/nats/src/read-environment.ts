import type { NatsOptions } from './nats-options.ts';

/**
 * What the environment says of the server: `NATS_URL` (default `nats://localhost:4222`), `NATS_USER`, `NATS_PASSWORD`, and
 * `NATS_INBOX_PREFIX` and `NATS_API_PREFIX` for a user who may use no others. Nothing else in the library reads the
 * environment.
 */
export const readEnvironment = (): NatsOptions => {
  const { NATS_URL, NATS_USER, NATS_PASSWORD, NATS_INBOX_PREFIX, NATS_API_PREFIX } = process.env;
  return {
    servers: NATS_URL || 'nats://localhost:4222',
    ...(NATS_USER && { user: NATS_USER, password: NATS_PASSWORD ?? '' }),
    ...(NATS_INBOX_PREFIX && { inboxPrefix: NATS_INBOX_PREFIX }),
    ...(NATS_API_PREFIX && { apiPrefix: NATS_API_PREFIX }),
    // Who sets these knows the network: between containers there is rarely TLS.
    allowInsecurePassword: true,
  };
};
