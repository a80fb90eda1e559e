import type { DatabaseSync } from 'node:sqlite';

/** How many rows one statement deletes of what nobody sees any more: some milliseconds. */
export const portion = 1_000;

const head = 'sequence, subject, time, size, bytes, headers';
const bodiesOf = (where: string) =>
  `DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE ${where})`;
const inList = 'stream = ? AND sequence IN (SELECT value FROM json_each(?))';
const inRange = 'stream = ? AND sequence BETWEEN ? AND ?';

type StatementName =
  | 'saveStream'
  | 'deleteStream'
  | 'list'
  | 'listOn'
  | 'body'
  | 'next'
  | 'newestOn'
  | 'subjects'
  | 'count'
  | 'insertBody'
  | 'insertMessage'
  | 'deleteBodies'
  | 'deleteMessages'
  | 'deleteListedBodies'
  | 'deleteListed'
  | 'sequenceOf'
  | 'rememberId'
  | 'forgetIds'
  | 'consumers'
  | 'insertConsumer'
  | 'moveConsumer'
  | 'deleteConsumer'
  | 'delivery'
  | 'deliveries'
  | 'firstDelivery'
  | 'saveDelivery'
  | 'deleteDelivery'
  | 'deleteDeliveries';

/** Every statement on what belongs to a stream, by what it does. */
const texts: Readonly<Record<StatementName, string>> = {
  saveStream:
    'UPDATE streams SET config = ?, first_sequence = ?, last_sequence = ?, last_time = ?, messages = ?, bytes = ? WHERE id = ?',
  deleteStream: 'DELETE FROM streams WHERE id = ?',

  list: `SELECT ${head} FROM messages WHERE ${inRange} ORDER BY sequence LIMIT ?`,
  listOn: `SELECT ${head} FROM messages WHERE ${inRange} AND subject = ? ORDER BY sequence LIMIT ?`,
  body: 'SELECT bytes FROM bodies WHERE id = (SELECT body FROM messages WHERE stream = ? AND sequence = ?)',
  next: 'SELECT sequence, time FROM messages WHERE stream = ? AND sequence >= ? ORDER BY sequence LIMIT 1',
  newestOn: 'SELECT max(sequence) AS sequence FROM messages WHERE stream = ? AND subject = ?',
  subjects: `SELECT subject, count(*) AS messages, max(sequence) AS newest FROM messages WHERE ${inRange} GROUP BY subject`,
  count: `SELECT count(*) AS messages, coalesce(sum(bytes), 0) AS bytes FROM messages WHERE ${inRange}`,
  insertBody: 'INSERT INTO bodies (bytes) VALUES (?)',
  insertMessage: `INSERT INTO messages (stream, body, ${head}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  deleteBodies: bodiesOf(inRange),
  deleteMessages: `DELETE FROM messages WHERE ${inRange}`,
  deleteListedBodies: bodiesOf(inList),
  deleteListed: `DELETE FROM messages WHERE ${inList}`,

  sequenceOf: 'SELECT sequence FROM message_ids WHERE stream = ? AND message_id = ? AND time > ?',
  rememberId: 'INSERT OR REPLACE INTO message_ids VALUES (?, ?, ?, ?)',
  forgetIds: `DELETE FROM message_ids WHERE (stream, message_id) IN (SELECT stream, message_id FROM message_ids WHERE stream = ? AND time <= ? LIMIT ${portion})`,

  consumers:
    'SELECT id, name, filters, since, position FROM consumers WHERE stream = ? ORDER BY name',
  insertConsumer:
    'INSERT INTO consumers (stream, name, filters, since, position) VALUES (?, ?, ?, ?, ?)',
  moveConsumer: 'UPDATE consumers SET position = ? WHERE id = ?',
  deleteConsumer: 'DELETE FROM consumers WHERE id = ?',
  delivery: 'SELECT sequence, attempts, due FROM deliveries WHERE consumer = ? AND sequence = ?',
  deliveries: 'SELECT sequence FROM deliveries WHERE consumer = ?',
  firstDelivery:
    'SELECT sequence, attempts, due FROM deliveries WHERE consumer = ? ORDER BY due LIMIT 1',
  saveDelivery:
    'INSERT OR REPLACE INTO deliveries (consumer, sequence, attempts, due) VALUES (?, ?, ?, ?)',
  deleteDelivery: 'DELETE FROM deliveries WHERE consumer = ? AND sequence = ?',
  deleteDeliveries: 'DELETE FROM deliveries WHERE consumer = ?',
};

/** The statements, prepared. */
export type Statements = Readonly<Record<StatementName, ReturnType<DatabaseSync['prepare']>>>;

/** Prepares the statements once for a database. */
export const prepareStatements = (database: DatabaseSync): Statements => {
  const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
  // The names are those of the texts.
  return Object.fromEntries(prepared) as Statements;
};
