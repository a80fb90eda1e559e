import type { StreamConfig } from '@agog/deliverables-core';
import { overlap } from '../engine/filters.ts';
import type { MessageRow, StreamRows } from '../engine/rows.ts';
import { createMemoryConsumers } from './memory-consumers.ts';

/** A stream in an array. */
export const createMemoryStream = (config: StreamConfig, created: Date): StreamRows => {
  /** In the order of their sequences. */
  const messages: MessageRow[] = [];
  /** In the order of their times. */
  const ids = new Map<string, Pick<MessageRow, 'sequence' | 'time'>>();

  /** The index of the first message with this sequence or a later one. */
  const startOf = (sequence: number): number => {
    let low = 0;
    let high = messages.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((messages[middle]?.sequence ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const isRemembered = (known: { readonly time: number }, time: number): boolean =>
    known.time > time - stream.config.duplicateWindow;

  const stream = {
    config,
    created: created.toISOString(),
    lastSequence: 0,
    lastTime: created.getTime(),
    messages: 0,
    bytes: 0,
    consumers: createMemoryConsumers(),

    *list({ filters = [], from = 1, to = Number.POSITIVE_INFINITY, since = 0 }) {
      for (let index = startOf(from); ; index++) {
        const message = messages[index];
        if (!message || message.sequence > to) return;
        if (message.time >= since && overlap([message.subject], filters)) yield message;
      }
    },
    newestOn: (subject) =>
      messages.findLast((message) => message.subject === subject)?.sequence ?? 0,
    subjects(range) {
      const found = new Map<string, [subject: string, count: number, newest: number]>();
      for (const { subject, sequence } of stream.list(range)) {
        found.set(subject, [subject, (found.get(subject)?.[1] ?? 0) + 1, sequence]);
      }
      return found.values();
    },
    sequenceOf(messageId, time) {
      const known = ids.get(messageId);
      return known && isRemembered(known, time) ? known.sequence : undefined;
    },
    insert(message, messageId) {
      const { sequence, time, bytes } = message;
      messages.push(message);
      for (const [id, known] of ids) {
        if (isRemembered(known, time)) break;
        ids.delete(id);
      }
      if (messageId !== undefined) {
        ids.delete(messageId);
        ids.set(messageId, { sequence, time });
      }
      stream.lastSequence = sequence;
      stream.lastTime = time;
      stream.messages++;
      stream.bytes += bytes;
    },
    remove({ filters = [], from = 1, to = Number.POSITIVE_INFINITY }) {
      const start = startOf(from);
      const part = messages.slice(start, startOf(to + 1));
      const kept = part.filter(({ subject }) => !overlap([subject], filters));
      messages.splice(start, part.length, ...kept);
      for (const { bytes } of part) stream.bytes -= bytes;
      for (const { bytes } of kept) stream.bytes += bytes;
      stream.messages = messages.length;
      return part.length - kept.length;
    },
  } satisfies StreamRows;
  return stream;
};
