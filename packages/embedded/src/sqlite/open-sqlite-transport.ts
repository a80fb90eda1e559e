import type { Transport } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { createTransport } from '../engine/transport.ts';
import { openDatabase } from './open-database.ts';
import { startPatience } from './retry-while-busy.ts';
import { createSqliteStore } from './sqlite-store.ts';

const defaultTimeout = 5_000;

/** Options of {@link openSqliteTransport}. */
export interface SqliteTransportOptions {
  /** The file; created when there is none. Its folder must exist. */
  readonly path: string;
  /** How long a call waits for other processes when it does not say so itself, in milliseconds. Default 5,000. */
  readonly timeout?: number | undefined;
  /** The clock, in milliseconds since 1970: ages messages and forgets message ids. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Streams in one SQLite file on a local disk, shared by any number of processes. A publish resolves once it would
 * survive a power cut. Closing matters: an open transport keeps the file, and one that waits for messages keeps the
 * process alive.
 *
 * @throws DeliverablesError `store_unavailable`, `store_foreign`, `store_corrupt`, `unsupported_format`, `store_locked`,
 * `store_full`; `unsupported` where the runtime has no `node:sqlite`
 */
export const openSqliteTransport = async (options: SqliteTransportOptions): Promise<Transport> => {
  const { path, timeout = defaultTimeout, now = Date.now } = options;
  // An empty path, `:memory:` and a URI mean other things to SQLite than a file of that name.
  const isFile = typeof path === 'string' && !/^$|^:memory:$|^file:|\0/.test(path);
  checkArgument(isFile, 'path', path, 'the name of a file (createMemoryTransport needs none)');
  checkArgument(timeout > 0, 'timeout', timeout, 'a number of milliseconds above 0');
  const store = await openDatabase(path, startPatience({}, timeout), (database) =>
    createSqliteStore(database, { path, timeout, now }),
  );
  return createTransport(store);
};
