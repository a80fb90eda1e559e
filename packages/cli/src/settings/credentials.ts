import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '@agog/deliverables-core/transport';
import type { NatsOptions } from '@agog/deliverables-nats';
import type { Environment } from '../program/surroundings.ts';
import type { ConfiguredCredentials, ConfiguredTls } from './configuration.ts';

/** As whom to connect, and how to know the server: options of `connectNats`. */
export type Credentials = Pick<
  NatsOptions,
  | 'user'
  | 'password'
  | 'token'
  | 'nkeySeed'
  | 'credsFile'
  | 'allowInsecurePassword'
  | 'tls'
  | 'inboxPrefix'
  | 'apiPrefix'
>;

const readSecret = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const hint = 'Check "credentials" in agog.config.json, and who may read the file.';
    return fail('invalid_argument', `${path} cannot be read.`, hint, undefined, error);
  }
};

/**
 * The credentials that the environment names, else those in the files that the configuration names.
 *
 * `AGOG_USER` and `AGOG_PASSWORD`, `AGOG_TOKEN`, `AGOG_NKEY_SEED`, `AGOG_CREDS` (a file's path), and
 * `AGOG_ALLOW_INSECURE_PASSWORD=1`; for a user who may use no others, `NATS_INBOX_PREFIX` and `NATS_API_PREFIX`.
 */
export const readCredentials = (
  environment: Environment,
  configured: ConfiguredCredentials,
  tls: ConfiguredTls | undefined,
  folder: string,
): Credentials => {
  const secretIn = (file: string | undefined) =>
    file === undefined ? undefined : readSecret(resolve(folder, file));
  const path = (file: string | undefined) => file && resolve(folder, file);
  const given = fromEnvironment(environment);
  const who = given ?? {
    user: configured.user,
    password: secretIn(configured.passwordFile),
    token: secretIn(configured.tokenFile),
    nkeySeed: secretIn(configured.nkeySeedFile),
    credsFile: path(configured.credsFile),
  };
  const { AGOG_ALLOW_INSECURE_PASSWORD: allowed } = environment;
  const { NATS_INBOX_PREFIX, NATS_API_PREFIX } = environment;
  return {
    ...who,
    inboxPrefix: NATS_INBOX_PREFIX || configured.inboxPrefix,
    apiPrefix: NATS_API_PREFIX || configured.apiPrefix,
    allowInsecurePassword: allowed ? allowed === '1' : configured.allowInsecurePassword,
    tls: tls && {
      ...tls,
      caFile: path(tls.caFile),
      certFile: path(tls.certFile),
      keyFile: path(tls.keyFile),
    },
  };
};

const fromEnvironment = (environment: Environment): Credentials | null => {
  const { AGOG_USER, AGOG_PASSWORD, AGOG_TOKEN, AGOG_NKEY_SEED, AGOG_CREDS } = environment;
  if (!AGOG_USER && !AGOG_PASSWORD && !AGOG_TOKEN && !AGOG_NKEY_SEED && !AGOG_CREDS) return null;
  return {
    user: AGOG_USER || undefined,
    password: AGOG_PASSWORD || undefined,
    token: AGOG_TOKEN || undefined,
    nkeySeed: AGOG_NKEY_SEED || undefined,
    credsFile: AGOG_CREDS || undefined,
  };
};
