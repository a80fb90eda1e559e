import type { DatabaseSync } from 'node:sqlite';
import { DeliverablesError } from '@agog/deliverables-core';
import { type Patience, retryWhileBusy } from './retry-while-busy.ts';
import { rollBack } from './roll-back.ts';
import { applicationId, formatVersion, schema } from './schema.ts';
import { toDeliverablesError } from './sqlite-error.ts';

/** Opens a store's file, makes it one if it is new, and answers what `use` makes of it. */
export const openDatabase = async <T>(
  path: string,
  patience: Patience,
  use: (database: DatabaseSync) => T,
): Promise<T> => {
  const { DatabaseSync } = await importSqlite();
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path);
  } catch (error) {
    throw toDeliverablesError(error, path);
  }
  try {
    const open = () => {
      prepare(database, path);
      return use(database);
    };
    return await retryWhileBusy(open, patience, path);
  } catch (error) {
    database.close();
    throw error;
  }
};

const importSqlite = async () => {
  try {
    return await import('node:sqlite');
  } catch (cause) {
    throw new DeliverablesError({
      code: 'unsupported',
      message: 'This runtime has no node:sqlite.',
      hint: 'Use Node 22.13, Deno 2.9 or Bun 1.4, or newer ones; the memory transport runs anywhere.',
      cause,
    });
  }
};

const prepare = (database: DatabaseSync, path: string): void => {
  // Looks before it changes anything: the file may be somebody else's.
  const isNew = checkStamp(database, path);
  // A blocking wait would stop the event loop: whoever calls tries again instead.
  database.exec('PRAGMA busy_timeout = 0');
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') throw noLog(path, mode);
  // What is acknowledged survives a power cut.
  database.exec('PRAGMA synchronous = FULL');
  if (isNew) initialize(database, path);
};

const initialize = (database: DatabaseSync, path: string): void => {
  database.prepare('BEGIN IMMEDIATE').run();
  try {
    // Another process may have been faster.
    if (checkStamp(database, path)) {
      database.exec(schema);
      database.exec(`PRAGMA application_id = ${applicationId}`);
      database.exec(`PRAGMA user_version = ${formatVersion}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
};

/** Whether the file is new; throws when it is not ours, or newer than we are. */
const checkStamp = (database: DatabaseSync, path: string): boolean => {
  const read = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0];
  const application = read('PRAGMA application_id');
  const version = read('PRAGMA user_version');
  if (application === applicationId) {
    if (version === formatVersion) return false;
    throw new DeliverablesError({
      code: 'unsupported_format',
      message: `The store ${path} has the format ${version}; this version reads the format ${formatVersion}.`,
      hint: 'Upgrade @agog/deliverables-embedded.',
      details: { path, version, supported: formatVersion },
    });
  }
  if (application === 0 && version === 0 && read('SELECT count(*) FROM sqlite_schema') === 0) {
    return true;
  }
  throw new DeliverablesError({
    code: 'store_foreign',
    message: `The file ${path} is a SQLite database, but no store of Agog Deliverables.`,
    hint: 'Choose another path; this file is left as it is.',
    details: { path },
  });
};

const noLog = (path: string, mode: unknown) =>
  new DeliverablesError({
    code: 'store_unavailable',
    message: `The store ${path} cannot keep a write-ahead log there: its journal mode stays ${mode}.`,
    hint: 'Put it on a local disk.',
    details: { path },
  });
