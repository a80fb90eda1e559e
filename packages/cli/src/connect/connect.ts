import { readFile } from 'node:fs/promises';
import {
  type CallOptions,
  type ClientOptions,
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
  type Roster,
  type Transport,
} from '@agog/deliverables-core';
import { checkArgument, fail } from '@agog/deliverables-core/transport';
import type { NatsOptions } from '@agog/deliverables-nats';
import { parseStoreUrl, type StoreUrl } from './store-url.ts';

/** How to connect, and what the client is made of. */
export interface ConnectOptions<R extends Roster>
  extends CallOptions,
    Omit<ClientOptions<R>, 'transport' | 'roster'> {
  /** Who publishes what. Default `defaultRoster`. */
  readonly roster?: R | undefined;
  /**
   * Credentials, TLS and the other options of `connectNats`; without effect on a store that is no server. Over WebSocket
   * the runtime knows how to do TLS, and `tls` is not used.
   */
  readonly nats?: Omit<NatsOptions, 'servers'> | undefined;
}

const openTransport = async (
  { kind, url, path }: StoreUrl,
  { nats = {}, signal, timeout }: Pick<ConnectOptions<Roster>, 'nats' | 'signal' | 'timeout'>,
): Promise<Transport> => {
  // Each is loaded only when it is asked for: a command that reads a file has no use for a network client.
  if (kind === 'sqlite') {
    const { openSqliteTransport } = await import('@agog/deliverables-embedded/sqlite');
    return openSqliteTransport({ path: path ?? '', timeout });
  }
  if (kind === 'memory') {
    const { createMemoryTransport } = await import('@agog/deliverables-embedded/memory');
    return createMemoryTransport();
  }
  if (kind === 'ws') {
    const { connectWebSocket } = await import('@agog/deliverables-ws');
    const { credsFile, tls: _tls, ...options } = nats;
    // Where there is no file system there are no files; here there are.
    const creds = credsFile === undefined ? options.creds : await readCreds(credsFile);
    return connectWebSocket({ ...options, creds, servers: url }, { signal, timeout });
  }
  const { connectNats } = await import('@agog/deliverables-nats');
  return connectNats({ ...nats, servers: url }, { signal, timeout });
};

const readCreds = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const hint = 'Check the path, and who may read the file.';
    return fail('invalid_argument', `${path} cannot be read.`, hint, undefined, error);
  }
};

/**
 * A client for the store at a URL: `sqlite:PATH` (relative to the current folder; its folder must exist), `nats://` and
 * `tls://` (TCP), `ws://` and `wss://` (WebSocket), `memory:`. Of a server several URLs may be given, with commas between.
 * Closing the client closes the store.
 *
 * @throws DeliverablesError `invalid_argument` for a URL that is none of these; else what opening that store throws.
 */
export function connect<const R extends Roster = DefaultRoster>(
  url: string,
  options?: ConnectOptions<R>,
): Promise<DeliverablesClient<R>>;
// The client takes the names of any roster; the signature above narrows which names compile.
export async function connect(
  url: string,
  { nats, signal, timeout, roster = defaultRoster, ...client }: ConnectOptions<Roster> = {},
): Promise<DeliverablesClient> {
  checkArgument(typeof url === 'string', 'url', url, 'a text such as sqlite:reports.db');
  const transport = await openTransport(parseStoreUrl(url, process.cwd()), {
    nats,
    signal,
    timeout,
  });
  return createClient({ ...client, roster, transport });
}
