import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fail } from '@agog/deliverables-core/transport';

/** A store's URL, taken apart. */
export interface StoreUrl {
  readonly kind: 'sqlite' | 'memory' | 'nats' | 'ws';
  /** As it is passed to the transport; of a file with its absolute path. */
  readonly url: string;
  /** The file's absolute path; `null` for other stores. */
  readonly path: string | null;
  /** The credentials in it. */
  readonly secrets: readonly string[];
}

const schemes: Readonly<Record<string, StoreUrl['kind']>> = {
  sqlite: 'sqlite',
  memory: 'memory',
  nats: 'nats',
  tls: 'nats',
  ws: 'ws',
  wss: 'ws',
};

/**
 * Reads `sqlite:PATH`, `memory:`, or the URLs of a server, several with commas between.
 *
 * @param folder - From where a relative path counts.
 * @param userFolder - What `~` at the beginning of a path stands for. Default: the home folder of the user.
 * @throws DeliverablesError `invalid_argument`, which names no credential
 */
export const parseStoreUrl = (url: string, folder: string, userFolder?: string): StoreUrl => {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(url.trim()) ?? [];
  const kind = schemes[scheme.toLowerCase()];
  if (kind === 'sqlite') {
    const path = sqlitePath(rest, folder, userFolder);
    return { kind, url: `sqlite:${path}`, path, secrets: [] };
  }
  if (kind === 'memory' && rest === '') return { kind, url: 'memory:', path: null, secrets: [] };
  if (kind === undefined || !/^\/\/[^/]/.test(rest)) {
    return fail(
      'invalid_argument',
      // It is not quoted: it may hold a password.
      'The URL of the store is none that is known here.',
      'Write sqlite:PATH, nats://HOST:4222, tls://HOST:4222, ws://HOST:PORT, wss://HOST:PORT or memory:.',
    );
  }
  return { kind, url: url.trim(), path: null, secrets: secretsIn(url) };
};

const sqlitePath = (rest: string, folder: string, userFolder?: string): string => {
  const path = rest.replace(/^\/\/(?=\/)/, '');
  if (path === '' || path === ':memory:' || path.startsWith('//')) {
    fail(
      'invalid_argument',
      `sqlite:${rest} names no file.`,
      'Write sqlite:PATH, such as sqlite:reports.db or sqlite:/srv/reports.db; memory: needs no file.',
    );
  }
  return path.startsWith('~/')
    ? join(userFolder || homedir(), path.slice(2))
    : resolve(folder, path);
};

/** A URL as it may be shown: whatever might be a credential in it is gone. */
export const showUrl = (url: string): string =>
  /^\s*sqlite:/i.test(url) ? url : url.replace(/^(\s*(?:[a-z]+:)?(?:\/\/)?).*@/is, '$1***@');

/** The credentials in a URL, as they are written and as they are meant. */
const secretsIn = (url: string): string[] =>
  url.split(',').flatMap((one) => {
    const [, said = ''] = /\/\/(.*)@/s.exec(one) ?? [];
    const [user = '', ...password] = said.split(':');
    const secret = password.length > 0 ? password.join(':') : user;
    try {
      return [said, secret, decodeURIComponent(secret)];
    } catch {
      return [said, secret];
    }
  });
