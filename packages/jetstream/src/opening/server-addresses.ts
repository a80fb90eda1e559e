import { checkArgument, fail } from '@agog/deliverables-core/transport';

/** What a scheme means. */
export interface Scheme {
  readonly port: number;
  /** Whether it asks for TLS. */
  readonly secure: boolean;
}

/** A server to dial. */
export interface ServerAddress {
  /** With scheme and port, without credentials. */
  readonly url: string;
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
}

/** Who the URLs say one is. */
export interface UrlCredentials {
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
}

/** Servers, and what their URLs said besides. */
export interface ParsedServers {
  readonly addresses: readonly ServerAddress[];
  readonly credentials: UrlCredentials;
}

/**
 * Takes URLs of servers apart: `nats://user:password@host:4222`, `nats://token@host`, `host:4222`. The parts of a
 * credential may be percent-encoded. NATS clients ignore credentials in URLs, so that they are read here.
 *
 * @throws DeliverablesError `invalid_argument`, which names no credential
 */
export const parseServers = (
  servers: string | readonly string[],
  schemes: Readonly<Record<string, Scheme>>,
): ParsedServers => {
  const list = typeof servers === 'string' ? servers.split(',') : servers;
  const isList = Array.isArray(list) && list.length > 0;
  const [first = ''] = Object.keys(schemes);
  checkArgument(isList, 'servers', servers, `a URL such as ${first}://localhost, or several`);
  const parsed = list.map((server) => parseServer(server, schemes));
  const said = [...new Set(parsed.map((one) => JSON.stringify(one.credentials)))];
  const [credentials = '{}', ...others] = said.filter((one) => one !== '{}');
  if (others.length > 0) {
    fail(
      'invalid_argument',
      'The URLs of the servers carry different credentials.',
      'Servers of one cluster take the same ones: pass them once, as options.',
    );
  }
  return {
    addresses: parsed.map(({ address }) => address),
    // What was made above.
    credentials: JSON.parse(credentials) as UrlCredentials,
  };
};

const parseServer = (
  server: unknown,
  schemes: Readonly<Record<string, Scheme>>,
): { address: ServerAddress; credentials: UrlCredentials } => {
  const known = Object.keys(schemes);
  const match =
    /^(?:([a-z]+):\/\/)?(?:([^@/]*)@)?((?:[^@/?#\s:[\]]+|\[[^@\]]+\])(?::\d+)?)([/?][^#\s@]*)?$/i.exec(
      typeof server === 'string' ? server.trim() : '',
    );
  const [, name = known[0] ?? '', said = '', host = '', path = ''] = match ?? [];
  const scheme = schemes[name.toLowerCase()];
  // The rest is read as the URL of a page, which every runtime reads alike.
  const url = match && scheme && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  if (!scheme || !url) {
    return fail(
      'invalid_argument',
      // The server is not quoted: it may hold a password.
      `A server must be a URL that begins ${known.map((one) => `${one}://`).join(' or ')}.`,
      `Pass such as ${known[0]}://localhost:${schemes[known[0] ?? '']?.port}; percent-encode what is special in a password.`,
    );
  }
  // A page's port, 80, is left out by the reader of URLs.
  const port = /:\d+$/.test(host) ? url.port || '80' : String(scheme.port);
  return {
    address: {
      url: `${name.toLowerCase()}://${url.hostname}:${port}${path}`,
      secure: scheme.secure,
      hostname: url.hostname,
      port: Number(port),
    },
    credentials: parseCredentials(said),
  };
};

const parseCredentials = (said: string): UrlCredentials => {
  if (said === '') return {};
  const [user = '', ...password] = said.split(':');
  try {
    if (password.length === 0) return { token: decodeURIComponent(user) };
    return {
      user: decodeURIComponent(user),
      password: decodeURIComponent(password.join(':')),
    };
  } catch {
    return fail(
      'invalid_argument',
      'The credentials in the URL of a server are not percent-encoded as they should be.',
      'Write % as %25; or pass user and password as options.',
    );
  }
};
