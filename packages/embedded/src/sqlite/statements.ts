import type { DatabaseSync } from 'node:sqlite';

const head = 'sequence, subject, time, size, bytes, headers';
const bodiesOf = (where: string) =>
  `DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE ${where})`;
const inRange = 'stream = ? AND sequence BETWEEN ? AND ?';

type StatementName =
  | 'saveStream'
  | 'list'
  | 'listOn'
  | 'body'
  | 'firstAfter'
  | 'newestOn'
  | 'subjects'
  | 'count'
  | 'insertBody'
  | 'insertMessage'
  | 'deleteBodies'
  | 'deleteMessages'
  | 'sequenceOf'
  | 'rememberId'
  | 'forgetIds'
  | 'consumers'
  | 'saveConsumer'
  | 'deleteConsumer';

/** Every statement on what belongs to a stream, by what it does. */
const texts: Readonly<Record<StatementName, string>> = {
  saveStream:
    'UPDATE streams SET config = ?, last_sequence = ?, last_time = ?, messages = ?, bytes = ? WHERE id = ?',

  list: `SELECT ${head} FROM messages WHERE ${inRange} AND time >= ? ORDER BY sequence LIMIT ?`,
  listOn: `SELECT ${head} FROM messages WHERE ${inRange} AND time >= ? AND subject = ? ORDER BY sequence LIMIT ?`,
  body: 'SELECT bytes FROM bodies WHERE id = (SELECT body FROM messages WHERE stream = ? AND sequence = ?)',
  firstAfter:
    'SELECT sequence FROM messages WHERE stream = ? AND time > ? ORDER BY sequence LIMIT 1',
  newestOn: 'SELECT max(sequence) AS sequence FROM messages WHERE stream = ? AND subject = ?',
  subjects: `SELECT subject, count(*) AS messages, max(sequence) AS newest FROM messages WHERE ${inRange} GROUP BY subject`,
  count: `SELECT count(*) AS messages, coalesce(sum(bytes), 0) AS bytes FROM messages WHERE ${inRange}`,
  insertBody: 'INSERT INTO bodies (bytes) VALUES (?)',
  insertMessage: `INSERT INTO messages (stream, body, ${head}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  deleteBodies: bodiesOf(inRange),
  deleteMessages: `DELETE FROM messages WHERE ${inRange}`,

  sequenceOf: 'SELECT sequence FROM message_ids WHERE stream = ? AND message_id = ? AND time > ?',
  rememberId: 'INSERT OR REPLACE INTO message_ids VALUES (?, ?, ?, ?)',
  forgetIds: 'DELETE FROM message_ids WHERE stream = ? AND time <= ?',

  consumers:
    'SELECT name, filters, since, position, deliveries FROM consumers WHERE stream = ? ORDER BY name',
  saveConsumer:
    'INSERT OR REPLACE INTO consumers (stream, name, filters, since, position, deliveries) VALUES (?, ?, ?, ?, ?, ?)',
  deleteConsumer: 'DELETE FROM consumers WHERE stream = ? AND name = ?',
};

/** The statements, prepared. */
export type Statements = Readonly<Record<StatementName, ReturnType<DatabaseSync['prepare']>>>;

/** Prepares the statements once for a database. */
export const prepareStatements = (database: DatabaseSync): Statements => {
  const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
  // The names are those of the texts.
  return Object.fromEntries(prepared) as Statements;
};
