import { fail } from '@agog/deliverables-core/transport';
import type { Identity } from '@agog/deliverables-jetstream';
import { openNkey } from './nkey.ts';
import type { Greeting } from './web-socket-transport.ts';

/** What stands in the CONNECT that answers a greeting. */
export type Introduction = Readonly<Record<string, string>>;

/** Says who this is. nkeys and creds sign what the greeting holds. */
export type Authenticator = (greeting: Greeting) => Promise<Introduction>;

/**
 * What answers the server's question who this is.
 *
 * @throws DeliverablesError `invalid_argument` for what is no seed and no creds; it holds nothing of either
 */
export const createAuthenticator = async (identity: Identity): Promise<Authenticator> => {
  if (identity.kind === 'none') return async () => ({});
  if (identity.kind === 'password') {
    return async () => ({ user: identity.user, pass: identity.password });
  }
  if (identity.kind === 'token') return async () => ({ auth_token: identity.token });
  const { seed, jwt } =
    identity.kind === 'nkey' ? { seed: identity.seed, jwt: null } : readCreds(identity.creds);
  const nkey = await openNkey(seed);
  return async ({ nonce = '' }) => ({
    nkey: nkey.publicKey,
    sig: await nkey.sign(nonce),
    ...(jwt !== null && { jwt }),
  });
};

const readCreds = (creds: string): { seed: string; jwt: string } => {
  // Between lines of dashes: first the JWT, then the seed.
  const [, jwt, seed] =
    /-----BEGIN[^\n]*-----\s+(\S+)\s+-+END[^\n]*-+[\s\S]*-----BEGIN[^\n]*-----\s+(\S+)\s+-+END/.exec(
      creds,
    ) ?? [];
  if (jwt && seed) return { jwt, seed };
  return fail(
    'invalid_argument',
    'The creds hold no JWT with its seed.',
    'Pass the whole text that nsc made, as it is.',
  );
};
