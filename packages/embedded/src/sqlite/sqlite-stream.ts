import type { HeaderEntry, StreamConfig } from '@agog/deliverables-core';
import { expiryOf } from '../engine/evict.ts';
import { overlap } from '../engine/filters.ts';
import type {
  ConsumerRows,
  HeadRow,
  MessageRange,
  MessageRow,
  StreamRows,
} from '../engine/rows.ts';
import { loadConsumers } from './sqlite-consumers.ts';
import { portion, type Statements } from './statements.ts';

/** A stream's row in its table. */
export interface SqlStream {
  readonly id: number;
  readonly config: string;
  readonly created: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly lastTime: number;
  readonly messages: number;
  readonly bytes: number;
}

/** A message's row as the statements select it. */
interface SqlHead extends Omit<HeadRow, 'headers'> {
  readonly headers: string;
}

interface Totals {
  readonly messages: number;
  readonly bytes: number;
}

/** A stream in SQLite. */
export interface SqliteStream extends StreamRows {
  /** Hides everything, and deletes a portion of it; answers whether nothing is left. */
  clear(): boolean;
}

/**
 * A stream in SQLite, good for one transaction. What has expired is hidden, and deleted bit by bit with the changes to
 * come. The casts name what the statement beside them selects.
 */
export const createSqliteStream = (
  statements: Statements,
  { id, ...row }: SqlStream,
  latest: () => number,
): SqliteStream => {
  let config = JSON.parse(row.config) as StreamConfig;
  let { firstSequence, lastSequence, lastTime, messages, bytes } = row;
  let consumers: ConsumerRows | undefined;
  let visibleFrom: number | undefined;
  let expired: Totals | undefined;

  const next = (from: number) =>
    statements.next.get(id, from) as { sequence: number; time: number } | undefined;
  const count = (from: number, to: number) =>
    statements.count.get(id, from, to) as unknown as Totals;

  /** The first sequence with a message stored after a time, or one beyond all. Times rise with the sequences. */
  const firstAfter = (time: number): number => {
    let low = firstSequence;
    let high = lastSequence + 1;
    for (let middle = low; low < high; middle = Math.floor((low + high) / 2)) {
      const found = next(middle);
      if (found && found.time <= time) low = found.sequence + 1;
      else high = middle;
    }
    return low;
  };
  /** Where the messages begin that have not expired. */
  const see = (): number => {
    visibleFrom ??= config.maxAge === null ? firstSequence : firstAfter(expiryOf(stream, latest()));
    return visibleFrom;
  };
  const hidden = (): Totals => {
    expired ??= see() > firstSequence ? count(firstSequence, see() - 1) : { messages: 0, bytes: 0 };
    return expired;
  };

  const deleteRange = (from: number, to: number): void => {
    statements.deleteBodies.run(id, from, to);
    statements.deleteMessages.run(id, from, to);
  };
  /** Deletes a portion of what is before the first sequence; answers whether nothing is left. */
  const sweep = (): boolean => {
    const oldest = next(1);
    if (!oldest || oldest.sequence >= firstSequence) return true;
    deleteRange(oldest.sequence, Math.min(oldest.sequence + portion, firstSequence) - 1);
    return false;
  };
  /** Makes final what has expired by now. */
  const expire = (): void => {
    messages -= hidden().messages;
    bytes -= hidden().bytes;
    firstSequence = see();
    sweep();
  };
  const save = (): void => {
    visibleFrom = undefined;
    expired = undefined;
    const text = JSON.stringify(config);
    statements.saveStream.run(text, firstSequence, lastSequence, lastTime, messages, bytes, id);
  };

  const toMessage = (head: SqlHead): MessageRow => ({
    ...head,
    get headers() {
      return JSON.parse(head.headers) as HeaderEntry[];
    },
    get body() {
      const found = statements.body.get(id, head.sequence);
      return (found as unknown as { bytes: Uint8Array }).bytes;
    },
  });

  const startOf = ({ from = 1, since = 0 }: MessageRange): number =>
    Math.max(from, see(), since && firstAfter(since - 1));

  /** Reads few rows at first and more as it goes on. */
  function* list(range: MessageRange): Generator<MessageRow, undefined> {
    const { filters = [], to = lastSequence } = range;
    const [subject = '*'] = filters;
    const isOneSubject = filters.length === 1 && !/[*>]/.test(subject);
    let from = startOf(range);
    for (let limit = 2; from <= to; limit = Math.min(limit * 4, 512)) {
      const found = isOneSubject
        ? statements.listOn.all(id, from, to, subject, limit)
        : statements.list.all(id, from, to, limit);
      for (const head of found as unknown as SqlHead[]) {
        if (overlap([head.subject], filters)) yield toMessage(head);
        from = head.sequence + 1;
      }
      if (found.length < limit) return;
    }
  }

  const stream: SqliteStream = {
    created: new Date(row.created).toISOString(),
    get config() {
      return config;
    },
    set config(changed) {
      // What was too old stays away, whatever the new age.
      expire();
      config = changed;
      save();
    },
    get lastSequence() {
      return lastSequence;
    },
    get lastTime() {
      return lastTime;
    },
    get messages() {
      return messages - hidden().messages;
    },
    get bytes() {
      return bytes - hidden().bytes;
    },
    get consumers() {
      consumers ??= loadConsumers(statements, id);
      return consumers;
    },

    list,
    newestOn(subject) {
      const found = statements.newestOn.get(id, subject);
      const { sequence } = found as unknown as { sequence: number | null };
      return sequence !== null && sequence >= see() ? sequence : 0;
    },
    subjects(range) {
      const { filters = [], to = lastSequence } = range;
      const found = statements.subjects.all(id, startOf(range), to);
      const rows = found as unknown as { subject: string; messages: number; newest: number }[];
      return rows
        .filter(({ subject }) => overlap([subject], filters))
        .map((one) => [one.subject, one.messages, one.newest]);
    },
    sequenceOf(messageId, time) {
      const known = statements.sequenceOf.get(id, messageId, time - config.duplicateWindow);
      return (known as { sequence: number } | undefined)?.sequence;
    },
    insert({ sequence, subject, time, size, bytes: more, headers, body }, messageId) {
      expire();
      const { lastInsertRowid: bodyId } = statements.insertBody.run(body);
      const text = JSON.stringify(headers);
      statements.insertMessage.run(id, bodyId, sequence, subject, time, size, more, text);
      statements.forgetIds.run(id, time - config.duplicateWindow);
      if (messageId !== undefined) statements.rememberId.run(id, messageId, sequence, time);
      lastSequence = sequence;
      lastTime = time;
      messages++;
      bytes += more;
      save();
    },
    remove({ filters = [], from = 1, to = lastSequence }) {
      expire();
      const start = Math.max(from, firstSequence);
      let totals: Totals;
      if (filters.length === 0) {
        totals = count(start, to);
        deleteRange(start, to);
      } else {
        const found = [...list({ filters, from: start, to })];
        const sequences = JSON.stringify(found.map(({ sequence }) => sequence));
        statements.deleteListedBodies.run(id, sequences);
        statements.deleteListed.run(id, sequences);
        totals = { messages: found.length, bytes: found.reduce((sum, one) => sum + one.bytes, 0) };
      }
      messages -= totals.messages;
      bytes -= totals.bytes;
      save();
      return totals.messages;
    },
    clear() {
      firstSequence = lastSequence + 1;
      messages = 0;
      bytes = 0;
      const isSwept = sweep();
      save();
      return isSwept && statements.forgetIds.run(id, Number.MAX_SAFE_INTEGER).changes === 0;
    },
  };
  return stream;
};
