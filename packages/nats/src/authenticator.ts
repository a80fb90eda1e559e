import { readFile } from 'node:fs/promises';
import { fail } from '@agog/deliverables-core/transport';
import type { Identity } from '@agog/deliverables-jetstream';
import {
  type Authenticator,
  credsAuthenticator,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/nats-core';

/**
 * What answers the server's question who this is, tried out before anything is sent.
 *
 * @throws DeliverablesError `invalid_argument` for what is no seed and no creds file; it holds nothing of either
 */
export const createAuthenticator = (identity: Identity): Authenticator | null => {
  if (identity.kind === 'none') return null;
  const bytes = new TextEncoder();
  if (identity.kind === 'password') {
    return usernamePasswordAuthenticator(identity.user, identity.password);
  }
  if (identity.kind === 'token') return tokenAuthenticator(identity.token);
  const authenticator =
    identity.kind === 'nkey'
      ? nkeyAuthenticator(bytes.encode(identity.seed))
      : credsAuthenticator(bytes.encode(identity.creds));
  try {
    authenticator('nonce');
    return authenticator;
  } catch {
    return identity.kind === 'nkey'
      ? fail('invalid_argument', 'nkeySeed is not the seed of an nkey.', 'It begins SU.')
      : fail(
          'invalid_argument',
          'The creds hold no JWT with its seed.',
          'Pass the whole file that nsc made, as it is.',
        );
  }
};

/**
 * Reads a creds file.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const readCredsFile = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return fail(
      'invalid_argument',
      `The creds file ${path} cannot be read.`,
      'Look whether it is there, and who may read it.',
      {},
      error,
    );
  }
};
