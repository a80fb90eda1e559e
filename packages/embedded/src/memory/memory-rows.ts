import { DeliverablesError } from '@agog/deliverables-core';
import type { ConsumerRow, Rows, StreamRow } from '../engine/rows.ts';
import { append, findFirst, type MessageRow, remove, startOf } from './messages.ts';

interface MemoryStream {
  row: StreamRow;
  /** In the order of their sequences. */
  readonly messages: MessageRow[];
  readonly subjects: Map<string, MessageRow[]>;
  /** In the order of their times. */
  readonly ids: Map<string, { readonly sequence: number; readonly time: number }>;
  readonly consumers: Map<string, ConsumerRow>;
}

/** Rows in arrays and maps. */
export const createMemoryRows = (now: () => number): Rows => {
  const streams = new Map<number, MemoryStream>();
  let lastStream = 0;
  let lastCreated = 0;

  const at = (id: number): MemoryStream => {
    const stream = streams.get(id);
    if (stream === undefined) throw DeliverablesError.from(`There is no stream ${id}.`);
    return stream;
  };
  const on = (id: number, subject: string | null): readonly MessageRow[] => {
    const { messages, subjects } = at(id);
    return subject === null ? messages : (subjects.get(subject) ?? []);
  };

  return {
    now,

    streams: () =>
      sorted([...streams.values()], ({ row }) => row.config.name).map(({ row }) => row),
    insertStream(config) {
      lastCreated = Math.max(now(), lastCreated + 1);
      const id = ++lastStream;
      const times = { created: lastCreated, lastTime: lastCreated };
      const row = { id, config, ...times, lastSequence: 0, messages: 0, bytes: 0 };
      streams.set(id, {
        row,
        messages: [],
        subjects: new Map(),
        ids: new Map(),
        consumers: new Map(),
      });
    },
    saveStream(row) {
      at(row.id).row = row;
    },
    deleteStream: (id) => void streams.delete(id),

    insertMessage: (id, head, body) => append(at(id), { ...head, body }),
    deleteMessage: (id, sequence) => void remove(at(id), startOf(on(id, null), sequence), 1),
    deleteThrough: (id, sequence) => remove(at(id), 0, startOf(on(id, null), sequence + 1)),
    heads(id, { subject, from, to, limit }) {
      const messages = on(id, subject);
      const start = startOf(messages, from);
      return messages.slice(start, Math.min(start + limit, startOf(messages, to + 1)));
    },
    body(id, sequence) {
      const messages = on(id, null);
      return new Uint8Array(messages[startOf(messages, sequence)]?.body ?? []);
    },
    lastOn(id, subject, to) {
      const messages = on(id, subject);
      return messages[startOf(messages, to + 1) - 1]?.sequence ?? 0;
    },
    firstAfter(id, time) {
      const messages = on(id, null);
      return messages[findFirst(messages, (message) => message.time > time)]?.sequence ?? null;
    },
    subjects: (id, from, to) =>
      sorted([...at(id).subjects], ([subject]) => subject)
        .map(([subject, messages]) => {
          const end = startOf(messages, to + 1);
          const last = messages[end - 1]?.sequence ?? 0;
          return { subject, messages: end - startOf(messages, from), last };
        })
        .filter(({ messages }) => messages > 0),

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

    consumers: (id) => sorted([...at(id).consumers.values()], ({ name }) => name),
    saveConsumer: (id, consumer) => void at(id).consumers.set(consumer.name, consumer),
    deleteConsumer: (id, name) => void at(id).consumers.delete(name),
  };
};

const sorted = <T>(elements: T[], nameOf: (element: T) => string): T[] =>
  elements.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
