import type { HeaderEntry, StreamConfig } from '@agog/deliverables-core';
import { overlap } from '../engine/filters.ts';
import type {
  ConsumerRows,
  HeadRow,
  MessageRange,
  MessageRow,
  StreamRows,
} from '../engine/rows.ts';
import { loadConsumers } from './sqlite-consumers.ts';
import type { Statements } from './statements.ts';

/** A stream's row in its table. */
export interface SqlStream {
  readonly id: number;
  readonly config: string;
  readonly created: number;
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

/**
 * A stream in SQLite, good for one transaction. What has expired is hidden, and removed with the next change. The casts
 * name what the statement beside them selects.
 */
export const createSqliteStream = (
  statements: Statements,
  { id, ...row }: SqlStream,
  now: () => number,
): StreamRows => {
  let config = JSON.parse(row.config) as StreamConfig;
  let { lastSequence, lastTime, messages, bytes } = row;
  let consumers: ConsumerRows | undefined;
  let visible: { readonly first: number; readonly expired: Totals } | undefined;

  /** Where the messages begin that have not expired. Times rise with the sequences, so all before have. */
  const see = () => {
    visible ??= look();
    return visible;
  };
  const look = () => {
    if (config.maxAge === null) return { first: 1, expired: { messages: 0, bytes: 0 } };
    const oldest = statements.firstAfter.get(id, now() - config.maxAge) as
      | { sequence: number }
      | undefined;
    const first = oldest?.sequence ?? lastSequence + 1;
    return { first, expired: statements.count.get(id, 1, first - 1) as unknown as Totals };
  };

  /** Removes a range, whatever is in it. */
  const removeAll = (from: number, to: number, totals: Totals): void => {
    if (totals.messages === 0) return;
    statements.deleteBodies.run(id, from, to);
    statements.deleteMessages.run(id, from, to);
    messages -= totals.messages;
    bytes -= totals.bytes;
    visible = undefined;
  };
  const removeExpired = (): void => {
    const { first, expired } = see();
    removeAll(1, first - 1, expired);
  };
  const save = (): void =>
    void statements.saveStream.run(
      JSON.stringify(config),
      lastSequence,
      lastTime,
      messages,
      bytes,
      id,
    );

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

  /** Reads few rows at first and more as it goes on. */
  function* list(range: MessageRange): Generator<MessageRow, undefined> {
    const { filters = [], to = lastSequence, since = 0 } = range;
    const [subject = '*'] = filters;
    const isOneSubject = filters.length === 1 && !/[*>]/.test(subject);
    let from = Math.max(range.from ?? 1, see().first);
    for (let limit = 2; from <= to; limit = Math.min(limit * 4, 512)) {
      const found = isOneSubject
        ? statements.listOn.all(id, from, to, since, subject, limit)
        : statements.list.all(id, from, to, since, limit);
      for (const head of found as unknown as SqlHead[]) {
        if (overlap([head.subject], filters)) yield toMessage(head);
        from = head.sequence + 1;
      }
      if (found.length < limit) return;
    }
  }

  return {
    created: new Date(row.created).toISOString(),
    get config() {
      return config;
    },
    set config(changed) {
      // What was too old stays away, whatever the new age.
      removeExpired();
      config = changed;
      visible = undefined;
      save();
    },
    get lastSequence() {
      return lastSequence;
    },
    get lastTime() {
      return lastTime;
    },
    get messages() {
      return messages - see().expired.messages;
    },
    get bytes() {
      return bytes - see().expired.bytes;
    },
    get consumers() {
      consumers ??= loadConsumers(statements, id);
      return consumers;
    },

    list,
    newestOn(subject) {
      const found = statements.newestOn.get(id, subject);
      const { sequence } = found as unknown as { sequence: number | null };
      return sequence !== null && sequence >= see().first ? sequence : 0;
    },
    subjects({ filters = [], from = 1, to = lastSequence }) {
      const found = statements.subjects.all(id, Math.max(from, see().first), to);
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
      removeExpired();
      const { lastInsertRowid: bodyId } = statements.insertBody.run(body);
      const text = JSON.stringify(headers);
      statements.insertMessage.run(id, bodyId, sequence, subject, time, size, more, text);
      statements.forgetIds.run(id, time - config.duplicateWindow);
      statements.rememberId.run(id, messageId, sequence, time);
      lastSequence = sequence;
      lastTime = time;
      messages++;
      bytes += more;
      visible = undefined;
      save();
    },
    remove(from, to = from) {
      removeExpired();
      const totals = statements.count.get(id, from, to) as unknown as Totals;
      removeAll(from, to, totals);
      save();
      return totals.messages;
    },
  };
};
