import { fail } from '@agog/deliverables-core/transport';
import type { ConnectOptions } from './connect-options.ts';
import type { ServerAddress, UrlCredentials } from './server-addresses.ts';

/** Who one is to the server. */
export type Identity =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'nkey'; readonly seed: string }
  | { readonly kind: 'creds'; readonly creds: string };

/**
 * Settles which credentials count: those of the options, else those of the URLs.
 *
 * @throws DeliverablesError `invalid_argument`, which names no credential
 */
export const checkCredentials = (options: ConnectOptions, said: UrlCredentials): Identity => {
  for (const key of ['user', 'password', 'token', 'nkeySeed', 'creds'] as const) {
    const value: unknown = options[key];
    if (value === undefined || (typeof value === 'string' && value !== '')) continue;
    if (key === 'password' && value === '') continue;
    fail(
      'invalid_argument',
      `${key} must be a text that is not empty.`,
      `Pass ${key}, or leave it out.`,
    );
  }
  const { user, password, token, nkeySeed, creds } = options;
  const kinds = [user ?? password, token, nkeySeed, creds].filter((kind) => kind !== undefined);
  if (kinds.length > 1) {
    fail(
      'invalid_argument',
      'Several kinds of credentials were passed.',
      'Pass one: user and password, token, nkeySeed, or creds.',
    );
  }
  if (nkeySeed !== undefined) return { kind: 'nkey', seed: nkeySeed.trim() };
  if (creds !== undefined) return { kind: 'creds', creds };
  if (kinds.length === 0) return fromUrl(said);
  return fromUrl({
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(token !== undefined && { token }),
  });
};

const fromUrl = ({ user, password = '', token }: UrlCredentials): Identity => {
  if (token !== undefined) return { kind: 'token', token };
  if (user !== undefined) return { kind: 'password', user, password };
  if (password === '') return { kind: 'none' };
  return fail('invalid_argument', 'A password was passed, and no user.', 'Pass user as well.');
};

/**
 * Refuses to send a password or a token in clear over a network. An nkey and a creds file send a signature only.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const refuseClearPassword = (
  { hostname, port }: Pick<ServerAddress, 'hostname' | 'port'>,
  { kind }: Identity,
): void => {
  if (isLocalHost(hostname) || (kind !== 'password' && kind !== 'token')) return;
  fail(
    'invalid_argument',
    `The ${kind} would go to ${hostname}:${port} in clear: nothing is encrypted there.`,
    'Use a server with TLS (tls:// or wss://), an nkey or a creds file; in a network that you trust pass allowInsecurePassword: true.',
  );
};

/** Whether a host is this machine, by its name alone. */
const isLocalHost = (host: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
