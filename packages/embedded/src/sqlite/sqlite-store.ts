import type { DatabaseSync } from 'node:sqlite';
import { fail } from '@agog/deliverables-core/transport';
import { type Changes, createChanges } from '../engine/changes.ts';
import { createClock } from '../engine/clock.ts';
import type { Store } from '../engine/store.ts';
import { checkFile } from './check-file.ts';
import { retryWhileBusy, startPatience } from './retry-while-busy.ts';
import { rollBack } from './roll-back.ts';
import { prepareRows } from './sqlite-rows.ts';
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
  const openRows = prepareRows(database, createClock(now));
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  const check = checkFile(path);
  const changes = watchDatabase(database, check, createChanges());
  const queue = createWriteQueue(database, { path, check, announce: changes.announce });
  let isClosed = false;

  return {
    name: 'sqlite',
    capabilities: { persistent: true, shared: true, workQueues: true, skipsSequences: true },
    changes,
    read: (work, options) =>
      retryWhileBusy(
        () => {
          if (isClosed) fail('closed', `The store ${path} is closed.`, 'Open a new one.');
          check();
          begin.run();
          try {
            const answer = work(openRows());
            commit.run();
            return answer;
          } catch (error) {
            // SQLite may have ended the transaction itself; what went wrong is the first error.
            rollBack(database);
            throw error;
          }
        },
        startPatience(options, timeout),
        path,
      ),
    write: (work, options) => queue.add(() => work(openRows()), startPatience(options, timeout)),
    async close() {
      await queue.close(timeout);
      isClosed = true;
      database.close();
    },
  };
};

/** Changes by other processes too, looked for while somebody waits: SQLite counts in `data_version` what they have written. */
const watchDatabase = (database: DatabaseSync, check: () => void, changes: Changes): Changes => {
  const query = database.prepare('PRAGMA data_version');
  let known: unknown;
  let waiting = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    let version: unknown;
    try {
      check();
      version = query.get()?.data_version;
    } catch {
      // Those who wait will look for themselves, and fail as they should.
    }
    if (version !== undefined && version === known) return;
    known = version;
    changes.announce();
  };
  return {
    get version() {
      return changes.version;
    },
    announce: changes.announce,
    async wait(seen, time) {
      if (waiting++ === 0) timer = setInterval(look, watchInterval);
      await changes.wait(seen, time);
      if (--waiting === 0) clearInterval(timer);
    },
  };
};
