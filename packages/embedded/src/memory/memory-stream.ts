import type { StreamConfig } from '@agog/deliverables-core';
import { overlap } from '../engine/filters.ts';
import type { MessageRow, StreamRows } from '../engine/rows.ts';

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

  const stream = {
    config,
    created: created.toISOString(),
    lastSequence: 0,
    lastTime: created.getTime(),
    messages: 0,
    bytes: 0,
    consumers: new Map(),

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
      for (const [id, known] of ids) {
        if (known.time > time - stream.config.duplicateWindow) break;
        ids.delete(id);
      }
      return ids.get(messageId)?.sequence;
    },
    insert(message, messageId) {
      const { sequence, time, bytes } = message;
      messages.push(message);
      ids.set(messageId, { sequence, time });
      stream.lastSequence = sequence;
      stream.lastTime = time;
      stream.messages++;
      stream.bytes += bytes;
    },
    remove(from, to = from) {
      const start = startOf(from);
      const removed = messages.splice(start, startOf(to + 1) - start);
      for (const { bytes } of removed) stream.bytes -= bytes;
      stream.messages -= removed.length;
      return removed.length;
    },
  } satisfies StreamRows;
  return stream;
};
