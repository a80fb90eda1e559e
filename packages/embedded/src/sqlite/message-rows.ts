import type { DatabaseSync } from 'node:sqlite';
import type { HeaderEntry } from '@agog/deliverables-core';
import type { HeadRow, Rows, Totals } from '../engine/rows.ts';

type MessageRows = Pick<
  Rows,
  | 'insertMessage'
  | 'deleteMessage'
  | 'deleteThrough'
  | 'heads'
  | 'body'
  | 'lastOn'
  | 'firstAfter'
  | 'subjects'
>;

/** A message's row as the statements below select it. */
interface SqlHead extends Omit<HeadRow, 'headers'> {
  readonly headers: string;
}

const columns = 'sequence, subject, time, size, bytes, headers';
const range = 'sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?';
const bodiesOf = (where: string) =>
  `DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE ${where})`;

/** Messages in SQLite. The casts name what the statement beside them selects. */
export const createMessageRows = (database: DatabaseSync): MessageRows => {
  const insertBody = database.prepare('INSERT INTO bodies (bytes) VALUES (?)');
  const insertHead = database.prepare(
    `INSERT INTO messages (stream, body, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteBody = database.prepare(bodiesOf('stream = ? AND sequence = ?'));
  const deleteHead = database.prepare('DELETE FROM messages WHERE stream = ? AND sequence = ?');
  const countThrough = database.prepare(
    'SELECT count(*) AS messages, coalesce(sum(bytes), 0) AS bytes FROM messages WHERE stream = ? AND sequence <= ?',
  );
  const deleteBodies = database.prepare(bodiesOf('stream = ? AND sequence <= ?'));
  const deleteHeads = database.prepare('DELETE FROM messages WHERE stream = ? AND sequence <= ?');
  const heads = database.prepare(`SELECT ${columns} FROM messages WHERE stream = ? AND ${range}`);
  const headsOn = database.prepare(
    `SELECT ${columns} FROM messages WHERE stream = ? AND subject = ? AND ${range}`,
  );
  const body = database.prepare(
    'SELECT bytes FROM bodies WHERE id = (SELECT body FROM messages WHERE stream = ? AND sequence = ?)',
  );
  const lastOn = database.prepare(
    'SELECT max(sequence) AS sequence FROM messages WHERE stream = ? AND subject = ? AND sequence <= ?',
  );
  const firstAfter = database.prepare(
    'SELECT sequence FROM messages WHERE stream = ? AND time > ? ORDER BY sequence LIMIT 1',
  );
  const subjects = database.prepare(
    'SELECT subject, count(*) AS messages, max(sequence) AS last FROM messages WHERE stream = ? AND sequence BETWEEN ? AND ? GROUP BY subject ORDER BY subject',
  );

  return {
    insertMessage(stream, { sequence, subject, time, size, bytes, headers }, content) {
      const { lastInsertRowid: id } = insertBody.run(content);
      const text = JSON.stringify(headers);
      insertHead.run(stream, id, sequence, subject, time, size, bytes, text);
    },
    deleteMessage(stream, sequence) {
      deleteBody.run(stream, sequence);
      deleteHead.run(stream, sequence);
    },
    deleteThrough(stream, sequence) {
      const { messages, bytes } = countThrough.get(stream, sequence) as unknown as Totals;
      deleteBodies.run(stream, sequence);
      deleteHeads.run(stream, sequence);
      return { messages, bytes };
    },
    heads(stream, { subject, from, to, limit }) {
      const rows =
        subject === null
          ? heads.all(stream, from, to, limit)
          : headsOn.all(stream, subject, from, to, limit);
      return (rows as unknown as SqlHead[]).map((row) => ({
        ...row,
        headers: JSON.parse(row.headers) as HeaderEntry[],
      }));
    },
    body: (stream, sequence) =>
      (body.get(stream, sequence) as unknown as { bytes: Uint8Array }).bytes,
    lastOn: (stream, subject, to) =>
      (lastOn.get(stream, subject, to) as unknown as { sequence: number | null }).sequence ?? 0,
    firstAfter(stream, time) {
      const row = firstAfter.get(stream, time) as { sequence: number } | undefined;
      return row?.sequence ?? null;
    },
    subjects: (stream, from, to) =>
      subjects.all(stream, from, to) as unknown as ReturnType<Rows['subjects']>,
  };
};
