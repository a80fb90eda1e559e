import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../engine/clock.ts';
import type { Rows } from '../engine/rows.ts';
import { createSqliteStream, type SqlStream } from './sqlite-stream.ts';
import { prepareStatements } from './statements.ts';

/** Answers a function that looks at the rows of a database anew, within a transaction. */
export const prepareRows = (database: DatabaseSync, { now, latest }: Clock): (() => Rows) => {
  const statements = prepareStatements(database);
  const streams = database.prepare(
    'SELECT id, name, config, created, first_sequence AS firstSequence, last_sequence AS lastSequence, last_time AS lastTime, messages, bytes FROM streams ORDER BY name',
  );
  const tick = database.prepare(
    'UPDATE clock SET last_created = max(?, last_created + 1) RETURNING last_created AS created',
  );
  const insertStream = database.prepare(
    'INSERT INTO streams (name, config, created, last_time, first_sequence, last_sequence, messages, bytes) VALUES (?, ?, ?, ?, 1, 0, 0, 0)',
  );

  return () => {
    // The casts name what the statement beside them selects.
    const load = () => streams.all() as unknown as (SqlStream & { readonly name: string })[];
    const open = () =>
      new Map(load().map((row) => [row.name, createSqliteStream(statements, row, latest)]));
    let opened = open();
    // So that it is known how late it was, whoever asks first.
    latest();
    return {
      now,
      latest,
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
        const stream = opened.get(name);
        if (!row || !stream?.clear()) return false;
        for (const consumer of [...stream.consumers.values()]) {
          stream.consumers.delete(consumer.name);
        }
        statements.deleteStream.run(row.id);
        return opened.delete(name);
      },
    };
  };
};
