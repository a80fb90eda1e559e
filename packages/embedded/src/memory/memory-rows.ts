import type { Rows, StreamRow } from '../engine/rows.ts';
import { createConsumerRows } from './consumer-rows.ts';
import { findFirst } from './find-first.ts';
import { append, indexOf, type MemoryStream, remove } from './memory-stream.ts';

/** Rows in arrays and maps. */
export const createMemoryRows = (): Rows => {
  const streams = new Map<number, MemoryStream>();
  const consumers = createConsumerRows();
  let lastStream = 0;
  let lastCreated = 0;

  const at = (id: number): MemoryStream => {
    const stream = streams.get(id);
    if (stream === undefined) throw new Error(`There is no stream with the id ${id}.`);
    return stream;
  };
  const between = ({ messages }: Pick<MemoryStream, 'messages'>, from: number, to: number) =>
    messages.slice(indexOf(messages, from), indexOf(messages, to + 1));

  return {
    ...consumers,

    streams: () =>
      [...streams.values()]
        .map(({ row }) => row)
        .sort((one, other) => (one.config.name < other.config.name ? -1 : 1)),
    insertStream(config, now) {
      lastCreated = Math.max(now, lastCreated + 1);
      const row: StreamRow = {
        id: ++lastStream,
        config,
        created: lastCreated,
        lastSequence: 0,
        lastTime: lastCreated,
        messages: 0,
        bytes: 0,
      };
      streams.set(row.id, { row, messages: [], subjects: new Map(), ids: new Map() });
      return row;
    },
    // The row handed out is the one kept.
    saveStream() {},
    deleteStream(id) {
      streams.delete(id);
      for (const consumer of consumers.consumers(id)) consumers.deleteConsumer(consumer.id);
    },

    insertMessage: (id, head, body) => append(at(id), { ...head, body }),
    deleteMessage(id, sequence) {
      const stream = at(id);
      remove(stream, indexOf(stream.messages, sequence), 1);
    },
    deleteThrough(id, sequence) {
      const stream = at(id);
      return remove(stream, 0, indexOf(stream.messages, sequence + 1));
    },
    heads(id, { subject, from, to, limit }) {
      const { messages, subjects } = at(id);
      const among = subject === null ? messages : (subjects.get(subject) ?? []);
      const first = indexOf(among, from);
      return among.slice(first, first + limit).filter(({ sequence }) => sequence <= to);
    },
    body(id, sequence) {
      const { messages } = at(id);
      const message = messages[indexOf(messages, sequence)];
      if (message?.sequence !== sequence) throw new Error(`There is no message ${sequence}.`);
      return message.body.slice();
    },
    lastOn(id, subject, to) {
      const among = at(id).subjects.get(subject) ?? [];
      return among[indexOf(among, to + 1) - 1]?.sequence ?? 0;
    },
    firstAfter(id, time) {
      const { messages } = at(id);
      return messages[findFirst(messages, (message) => message.time > time)]?.sequence ?? null;
    },
    totals(id, from) {
      const { messages } = at(id);
      const counted = messages.slice(indexOf(messages, from));
      return {
        messages: counted.length,
        bytes: counted.reduce((bytes, message) => bytes + message.bytes, 0),
      };
    },
    subjects: (id, from, to) =>
      [...at(id).subjects]
        .map(([subject, messages]) => {
          const among = between({ messages }, from, to);
          return { subject, messages: among.length, last: among.at(-1)?.sequence ?? 0 };
        })
        .filter(({ messages }) => messages > 0)
        .sort((one, other) => (one.subject < other.subject ? -1 : 1)),

    sequenceOf(id, messageId, since) {
      const known = at(id).ids.get(messageId);
      return known !== undefined && known.time >= since ? known.sequence : null;
    },
    rememberId: (id, messageId, sequence, time) =>
      void at(id).ids.set(messageId, { sequence, time }),
    forgetIds(id, before) {
      const { ids } = at(id);
      for (const [messageId, { time }] of ids) {
        if (time >= before) return;
        ids.delete(messageId);
      }
    },
  };
};
