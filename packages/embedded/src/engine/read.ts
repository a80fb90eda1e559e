import type { GetQuery, MessageHead, ReadQuery, StoredMessage } from '@agog/deliverables-core';
import type { MessageRow, Rows, StreamRows } from './rows.ts';
import { toMessage } from './stored-message.ts';
import { messageAt, requireStream } from './stream.ts';

/** How much is fetched at once: so many bytes of messages, each of which counts for some more. */
const portionBytes = 1_048_576;
const bytesPerMessage = 2_048;

/** One message, or `null`. The store is its own newest replica, so no minimum sequence is waited for. */
export const get = (rows: Rows, query: GetQuery): StoredMessage | null => {
  const stream = requireStream(rows, query.stream);
  const sequence = 'subject' in query ? stream.newestOn(query.subject) : query.sequence;
  const message = messageAt(stream, sequence);
  return message ? toMessage(stream, message) : null;
};

/** What a read covers, fixed when it begins. */
export interface ReadPlan {
  readonly stream: string;
  readonly created: string;
  readonly filters: readonly string[];
  readonly from: number;
  readonly to: number;
  /** The sequences chosen, or `null` for every match. */
  readonly chosen: readonly number[] | null;
}

/** Fixes what a read covers. */
export const planRead = (rows: Rows, query: ReadQuery): ReadPlan => {
  const stream = requireStream(rows, query.stream);
  const { created, lastSequence } = stream;
  const { filters = [], fromSequence: from = 1, toSequence: to = lastSequence } = query;
  const range = { filters: [...filters], from, to: Math.min(to, lastSequence) };
  let chosen: number[] | null = null;
  if (query.select === 'last') {
    chosen = [...stream.subjects(range)].map(([, , newest]) => newest);
    chosen.sort((one, other) => one - other);
  }
  return { ...range, stream: query.stream, created, chosen };
};

/** The next portion; an empty one is the last. A stream deleted meanwhile holds nothing more. */
export const readPortion = <T extends MessageHead>(
  rows: Rows,
  plan: ReadPlan,
  toItem: (stream: StreamRows, message: MessageRow) => T,
): T[] => {
  const stream = rows.streams.get(plan.stream);
  const items: T[] = [];
  if (stream?.created !== plan.created) return items;
  let bytes = 0;
  for (const message of planned(stream, plan)) {
    items.push(toItem(stream, message));
    bytes += message.size + bytesPerMessage;
    if (bytes > portionBytes) break;
  }
  return items;
};

function* planned(stream: StreamRows, plan: ReadPlan): Generator<MessageRow> {
  if (plan.chosen === null) return yield* stream.list(plan);
  for (const sequence of plan.chosen) {
    if (sequence >= plan.from) yield* stream.list({ from: sequence, to: sequence });
  }
}
