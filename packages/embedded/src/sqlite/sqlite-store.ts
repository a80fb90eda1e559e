import type { DatabaseSync } from 'node:sqlite';
import { createChanges } from '../engine/changes.ts';
import { closed } from '../engine/engine.ts';
import type { Store } from '../engine/store.ts';
import { retryWhileBusy, startPatience } from './retry-while-busy.ts';
import { createSqliteRows } from './sqlite-rows.ts';
import { createWriteQueue } from './write-queue.ts';

/** How often a waiting process looks whether another one has written, in milliseconds. */
const watchInterval = 25;

/** What a store needs besides its open database. */
export interface SqliteStoreOptions {
  readonly path: string;
  readonly timeout: number;
  readonly now: () => number;
}

/** A store in an open database, which it closes. */
export const createSqliteStore = (
  database: DatabaseSync,
  { path, timeout, now }: SqliteStoreOptions,
): Store => {
  const rows = createSqliteRows(database, now);
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  const changes = createChanges(watchDatabase(database, () => changes.announce()));
  const queue = createWriteQueue(database, path, changes.announce);
  let isClosed = false;

  return {
    name: 'sqlite',
    capabilities: { persistent: true, shared: true, workQueues: true },
    changes,
    read: (work, options) =>
      retryWhileBusy(
        () => {
          if (isClosed) throw closed(`The store ${path} is closed.`);
          begin.run();
          try {
            return work(rows);
          } finally {
            commit.run();
          }
        },
        startPatience(options, timeout),
        path,
      ),
    write: (work, options) => queue.add(() => work(rows), startPatience(options, timeout)),
    async close() {
      await queue.drain();
      isClosed = true;
      database.close();
    },
  };
};

/** SQLite counts in `data_version` what other connections have written. */
const watchDatabase = (database: DatabaseSync, announce: () => void) => {
  const query = database.prepare('PRAGMA data_version');
  let known: unknown;
  return () => {
    const timer = setInterval(() => {
      let version: unknown;
      try {
        version = query.get()?.data_version;
      } catch {
        // Those who wait will look for themselves, and fail as they should.
      }
      if (version !== undefined && version === known) return;
      known = version;
      announce();
    }, watchInterval);
    return () => clearInterval(timer);
  };
};
