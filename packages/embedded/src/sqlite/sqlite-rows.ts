import type { DatabaseSync } from 'node:sqlite';
import type { Rows } from '../engine/rows.ts';
import { createSqliteStream, type SqlStream } from './sqlite-stream.ts';
import { prepareStatements } from './statements.ts';

/** Everything that belongs to a stream, its own row last. */
const deletions = [
  'DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE stream = ?)',
  'DELETE FROM messages WHERE stream = ?',
  'DELETE FROM message_ids WHERE stream = ?',
  'DELETE FROM consumers WHERE stream = ?',
  'DELETE FROM streams WHERE id = ?',
];

/** Answers a function that looks at the rows of a database anew, within a transaction. */
export const prepareRows = (database: DatabaseSync, now: () => number): (() => Rows) => {
  const statements = prepareStatements(database);
  const streams = database.prepare(
    'SELECT id, name, config, created, last_sequence AS lastSequence, last_time AS lastTime, messages, bytes FROM streams ORDER BY name',
  );
  const tick = database.prepare(
    'UPDATE clock SET last_created = max(?, last_created + 1) RETURNING last_created AS created',
  );
  const insertStream = database.prepare(
    'INSERT INTO streams (name, config, created, last_time, last_sequence, messages, bytes) VALUES (?, ?, ?, ?, 0, 0, 0)',
  );
  const deleteStream = deletions.map((sql) => database.prepare(sql));

  return () => {
    // The casts name what the statement beside them selects.
    const load = () => streams.all() as unknown as (SqlStream & { readonly name: string })[];
    const open = () =>
      new Map(load().map((row) => [row.name, createSqliteStream(statements, row, now)]));
    let opened = open();
    return {
      now,
      get streams() {
        return opened;
      },
      insertStream(config) {
        const { created } = tick.get(now()) as unknown as { created: number };
        insertStream.run(config.name, JSON.stringify(config), created, created);
        opened = open();
      },
      deleteStream(name) {
        const row = load().find((one) => one.name === name);
        if (!row) return;
        for (const statement of deleteStream) statement.run(row.id);
        opened.delete(name);
      },
    };
  };
};
