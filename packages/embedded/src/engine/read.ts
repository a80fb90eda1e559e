import type {
  CallOptions,
  GetQuery,
  MessageHead,
  ReadQuery,
  StoredMessage,
} from '@agog/deliverables-core';
import { countSubjects } from './count-subjects.ts';
import type { Engine } from './engine.ts';
import { endOfLook, longestLook } from './find-next.ts';
import { type FixedRange, fixRange } from './go-through.ts';
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
export interface ReadPlan extends FixedRange {
  /** The sequences chosen, or `null` for every match. */
  readonly chosen: readonly number[] | null;
}

/** Fixes what a read covers. */
export const planRead = async (
  { store }: Engine,
  { stream, filters, select, fromSequence: from, toSequence: to }: ReadQuery,
  next: () => CallOptions,
): Promise<ReadPlan> => {
  const range = await store.read((rows) => fixRange(rows, stream, { filters, from, to }), next());
  if (select === 'all') return { ...range, chosen: null };
  const subjects = await countSubjects(store, range, next);
  const chosen = [...subjects.values()].map(([, newest]) => newest);
  return { ...range, chosen: chosen.sort((one, other) => one - other) };
};

/** A part of what a read covers. */
export interface Portion<T> {
  readonly items: readonly T[];
  /** The sequence that the next portion begins with. */
  readonly next: number;
}

/** The next portion. A stream deleted meanwhile holds nothing more. */
export const readPortion = <T extends MessageHead>(
  rows: Rows,
  plan: ReadPlan,
  toItem: (stream: StreamRows, message: MessageRow) => T,
): Portion<T> => {
  const stream = rows.streams.get(plan.stream);
  const items: T[] = [];
  if (stream?.created !== plan.created) return { items, next: plan.to + 1 };
  const { messages, next } = planned(stream, plan);
  let bytes = 0;
  for (const message of messages) {
    items.push(toItem(stream, message));
    bytes += message.size + bytesPerMessage;
    if (bytes > portionBytes) return { items, next: message.sequence + 1 };
  }
  return { items, next };
};

/** What can be looked through at once. */
const planned = (stream: StreamRows, { chosen, filters, from, to }: ReadPlan) => {
  if (chosen === null) {
    const end = endOfLook(stream, from, to);
    return { messages: stream.list({ filters, from, to: end }), next: end + 1 };
  }
  const first = chosen.findIndex((sequence) => sequence >= from);
  const sequences = first < 0 ? [] : chosen.slice(first, first + longestLook);
  return { messages: messagesAt(stream, sequences), next: (sequences.at(-1) ?? to) + 1 };
};

function* messagesAt(stream: StreamRows, sequences: readonly number[]): Generator<MessageRow> {
  for (const sequence of sequences) yield* stream.list({ from: sequence, to: sequence });
}
