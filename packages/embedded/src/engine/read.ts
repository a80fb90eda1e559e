import type { GetQuery, ReadQuery, StoredMessage } from '@agog/deliverables-core';
import { requireStream } from './find-stream.ts';
import type { HeadRow, Rows, StreamRow } from './rows.ts';
import { isLiteral, isWanted, scan } from './scan.ts';
import { toMessage } from './stored-message.ts';
import { headAt, visibleFrom } from './visible.ts';

/** One message, or `null`. The store is its own newest replica, so no minimum sequence is waited for. */
export const get = (rows: Rows, query: GetQuery, now: number): StoredMessage | null => {
  const stream = requireStream(rows, query.stream);
  const sequence =
    'subject' in query
      ? rows.lastOn(stream.id, query.subject, stream.lastSequence)
      : query.sequence;
  const head = headAt(rows, stream, sequence, now);
  return head && toMessage(rows, stream, head);
};

/** What a read covers, fixed when it begins. */
export interface ReadPlan {
  readonly stream: number;
  readonly filters: readonly string[];
  readonly to: number;
  /** The sequences chosen, or `null` for every match. */
  readonly chosen: readonly number[] | null;
  /** Where to go on: a sequence, or with `chosen` an index into it; `null` at the end. */
  readonly next: number | null;
}

/** Fixes what a read covers. */
export const planRead = (rows: Rows, query: ReadQuery, now: number): ReadPlan => {
  const stream = requireStream(rows, query.stream);
  const { filters = [], fromSequence = 1, toSequence = stream.lastSequence } = query;
  const from = Math.max(fromSequence, visibleFrom(rows, stream, now));
  const to = Math.min(toSequence, stream.lastSequence);
  const plan = { stream: stream.id, filters: [...filters], to };
  if (query.select === 'all') return { ...plan, chosen: null, next: from };
  return { ...plan, chosen: newestOfEach(rows, stream, filters, from, to), next: 0 };
};

const newestOfEach = (
  rows: Rows,
  stream: StreamRow,
  filters: readonly string[],
  from: number,
  to: number,
): readonly number[] => {
  const sequences =
    filters.length > 0 && filters.every(isLiteral)
      ? [...new Set(filters)].map((subject) => rows.lastOn(stream.id, subject, to))
      : rows
          .subjects(stream.id, from, to)
          .filter((row) => isWanted(row.subject, filters))
          .map((row) => row.last);
  return sequences.filter((sequence) => sequence >= from).sort((one, other) => one - other);
};

/** How much of a read is fetched at once: so many messages at most, and no more after so many bytes of bodies. */
export interface Portion<T> {
  readonly messages: number;
  readonly bytes: number;
  readonly hand: (rows: Rows, stream: StreamRow, head: HeadRow) => T;
}

/** The next portion, and the plan for the rest. A stream deleted meanwhile holds nothing more. */
export const readPortion = <T>(
  rows: Rows,
  plan: ReadPlan,
  portion: Portion<T>,
  now: number,
): { readonly items: readonly T[]; readonly rest: ReadPlan } => {
  const stream = rows.streams().find((one) => one.id === plan.stream);
  const items: T[] = [];
  let bytes = 0;
  if (stream !== undefined) {
    for (const [place, head] of planned(rows, stream, plan, now)) {
      if (items.length >= portion.messages || bytes >= portion.bytes) {
        return { items, rest: { ...plan, next: place } };
      }
      items.push(portion.hand(rows, stream, head));
      bytes += head.size;
    }
  }
  return { items, rest: { ...plan, next: null } };
};

/** What is left of a plan: heads with their places. */
function* planned(
  rows: Rows,
  stream: StreamRow,
  { chosen, filters, next, to }: ReadPlan,
  now: number,
): Generator<readonly [place: number, head: HeadRow]> {
  const from = next ?? to + 1;
  if (chosen === null) {
    for (const head of scan(rows, stream, { filters, from, to, now })) yield [head.sequence, head];
    return;
  }
  for (let place = from; place < chosen.length; place++) {
    const head = headAt(rows, stream, chosen[place] ?? 0, now);
    if (head !== null) yield [place, head];
  }
}
