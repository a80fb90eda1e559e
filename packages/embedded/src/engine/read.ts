import type { GetQuery, ReadQuery, StoredMessage } from '@agog/deliverables-core';
import { areLiteral, isWanted } from './filters.ts';
import type { HeadRow, Rows } from './rows.ts';
import { scan } from './scan.ts';
import { toMessage } from './stored-message.ts';
import { findStream, headAt, requireStream, type Stream } from './stream.ts';

/** One message, or `null`. The store is its own newest replica, so no minimum sequence is waited for. */
export const get = (rows: Rows, query: GetQuery): StoredMessage | null => {
  const stream = requireStream(rows, query.stream);
  const sequence =
    'subject' in query
      ? rows.lastOn(stream.id, query.subject, stream.lastSequence)
      : query.sequence;
  const head = headAt(rows, stream, sequence);
  return head ? toMessage(rows, stream, head) : null;
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
export const planRead = (rows: Rows, query: ReadQuery): ReadPlan => {
  const stream = requireStream(rows, query.stream);
  const { filters = [], fromSequence: from = 1, toSequence = stream.lastSequence } = query;
  const to = Math.min(toSequence, stream.lastSequence);
  const plan = { stream: stream.id, filters: [...filters], to };
  if (query.select === 'all') return { ...plan, chosen: null, next: from };
  const chosen = newestOfEach(rows, stream, filters, to).filter((sequence) => sequence >= from);
  return { ...plan, chosen: chosen.sort((one, other) => one - other), next: 0 };
};

const newestOfEach = (
  rows: Rows,
  { id, first }: Stream,
  filters: readonly string[],
  to: number,
): number[] =>
  areLiteral(filters)
    ? [...new Set(filters)].map((subject) => rows.lastOn(id, subject, to))
    : rows
        .subjects(id, first, to)
        .filter(({ subject }) => isWanted(subject, filters))
        .map(({ last }) => last);

/** How much of a read is fetched at once: so many messages at most, and no more after so many bytes of bodies. */
export interface Portion<T> {
  readonly messages: number;
  readonly bytes: number;
  readonly hand: (rows: Rows, stream: Stream, head: HeadRow) => T;
}

/** The next portion, and the plan for the rest. A stream deleted meanwhile holds nothing more. */
export const readPortion = <T>(
  rows: Rows,
  plan: ReadPlan,
  portion: Portion<T>,
): { readonly items: readonly T[]; readonly rest: ReadPlan } => {
  const stream = findStream(rows, ({ id }) => id === plan.stream);
  const items: T[] = [];
  const end = { items, rest: { ...plan, next: null } };
  if (stream === null) return end;
  let bytes = 0;
  for (const [place, head] of planned(rows, stream, plan)) {
    if (items.length >= portion.messages || bytes >= portion.bytes) {
      return { items, rest: { ...plan, next: place } };
    }
    items.push(portion.hand(rows, stream, head));
    bytes += head.size;
  }
  return end;
};

/** What is left of a plan: heads with their places. */
function* planned(
  rows: Rows,
  stream: Stream,
  { chosen, filters, next, to }: ReadPlan,
): Generator<readonly [place: number, head: HeadRow]> {
  if (next === null) return;
  if (chosen === null) {
    for (const head of scan(rows, stream, { filters, from: next, to })) yield [head.sequence, head];
    return;
  }
  for (let place = next; place < chosen.length; place++) {
    const head = headAt(rows, stream, chosen[place] ?? 0);
    if (head) yield [place, head];
  }
}
