import type { DatabaseSync } from 'node:sqlite';
import type { StreamConfig } from '@agog/deliverables-core';
import type { ConsumerRow, DeliveryRow, Rows, StreamRow } from '../engine/rows.ts';
import { createMessageRows } from './message-rows.ts';

/** A stream's row as the statement below selects it. */
interface SqlStream extends Omit<StreamRow, 'config'> {
  readonly config: string;
}

/** A consumer's row as the statement below selects it. */
interface SqlConsumer extends Omit<ConsumerRow, 'filters' | 'deliveries'> {
  readonly filters: string;
  readonly deliveries: string;
}

/** Everything that belongs to a stream, its own row last. */
const deletions = [
  'DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE stream = ?)',
  'DELETE FROM messages WHERE stream = ?',
  'DELETE FROM message_ids WHERE stream = ?',
  'DELETE FROM consumers WHERE stream = ?',
  'DELETE FROM streams WHERE id = ?',
];

/** Rows in SQLite. The casts name what the statement beside them selects. */
export const createSqliteRows = (database: DatabaseSync, now: () => number): Rows => {
  const streams = database.prepare(
    'SELECT id, config, created, last_sequence AS lastSequence, last_time AS lastTime, messages, bytes FROM streams ORDER BY name',
  );
  const tick = database.prepare(
    'UPDATE clock SET last_created = max(?, last_created + 1) RETURNING last_created AS created',
  );
  const insertStream = database.prepare(
    'INSERT INTO streams (name, config, created, last_time, last_sequence, messages, bytes) VALUES (?, ?, ?, ?, 0, 0, 0)',
  );
  const saveStream = database.prepare(
    'UPDATE streams SET config = ?, last_sequence = ?, last_time = ?, messages = ?, bytes = ? WHERE id = ?',
  );
  const deleteStream = deletions.map((sql) => database.prepare(sql));
  const sequenceOf = database.prepare(
    'SELECT sequence FROM message_ids WHERE stream = ? AND message_id = ? AND time >= ?',
  );
  const rememberId = database.prepare('INSERT OR REPLACE INTO message_ids VALUES (?, ?, ?, ?)');
  const forgetIds = database.prepare('DELETE FROM message_ids WHERE stream = ? AND time < ?');
  const consumers = database.prepare(
    'SELECT name, filters, since, position, deliveries FROM consumers WHERE stream = ? ORDER BY name',
  );
  const saveConsumer = database.prepare(
    'INSERT OR REPLACE INTO consumers (stream, name, filters, since, position, deliveries) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteConsumer = database.prepare('DELETE FROM consumers WHERE stream = ? AND name = ?');

  return {
    ...createMessageRows(database),
    now,

    streams: () =>
      (streams.all() as unknown as SqlStream[]).map((row) => ({
        ...row,
        config: JSON.parse(row.config) as StreamConfig,
      })),
    insertStream(config) {
      const { created } = tick.get(now()) as unknown as { created: number };
      insertStream.run(config.name, JSON.stringify(config), created, created);
    },
    saveStream({ id, config, lastSequence, lastTime, messages, bytes }) {
      saveStream.run(JSON.stringify(config), lastSequence, lastTime, messages, bytes, id);
    },
    deleteStream(stream) {
      for (const statement of deleteStream) statement.run(stream);
    },

    sequenceOf(stream, messageId, since) {
      const row = sequenceOf.get(stream, messageId, since) as { sequence: number } | undefined;
      return row?.sequence ?? null;
    },
    rememberId: (stream, messageId, sequence, time) =>
      void rememberId.run(stream, messageId, sequence, time),
    forgetIds: (stream, before) => void forgetIds.run(stream, before),

    consumers: (stream) =>
      (consumers.all(stream) as unknown as SqlConsumer[]).map((row) => ({
        ...row,
        filters: JSON.parse(row.filters) as string[],
        deliveries: new Map(JSON.parse(row.deliveries) as [number, DeliveryRow][]),
      })),
    saveConsumer(stream, { name, filters, since, position, deliveries }) {
      const lists = [JSON.stringify(filters), JSON.stringify([...deliveries])] as const;
      saveConsumer.run(stream, name, lists[0], since, position, lists[1]);
    },
    deleteConsumer: (stream, name) => void deleteConsumer.run(stream, name),
  };
};
