import type { DatabaseSync } from 'node:sqlite';

/** Undoes a transaction, unless SQLite has done it itself, as it does when the disk is full. */
export const rollBack = (database: DatabaseSync): void => {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There is none any more.
  }
};
