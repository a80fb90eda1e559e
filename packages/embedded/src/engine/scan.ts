import { matchesFilter } from '@agog/deliverables-core';
import type { HeadRow, Rows, StreamRow } from './rows.ts';
import { visibleFrom } from './visible.ts';

/** Whether a subject is wanted; no filters want every one. */
export const isWanted = (subject: string, filters: readonly string[]): boolean =>
  filters.length === 0 || filters.some((filter) => matchesFilter(subject, filter));

/** The subject that filters come down to, `null` for anything else. */
const onlySubject = (filters: readonly string[]): string | null => {
  const [filter] = filters;
  return filter !== undefined && filters.length === 1 && isLiteral(filter) ? filter : null;
};

/** Whether a filter takes one subject only. */
export const isLiteral = (filter: string): boolean => !/[*>]/.test(filter);

/** Which messages. */
export interface Scan {
  readonly filters: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** The heads wanted, in order, without any body. Reads few rows at first and more as it goes on. */
export function* scan(rows: Rows, stream: StreamRow, wanted: Scan): Generator<HeadRow> {
  const subject = onlySubject(wanted.filters);
  let from = Math.max(wanted.from, visibleFrom(rows, stream, wanted.now));
  for (let limit = 2; ; limit = Math.min(limit * 4, 512)) {
    const heads = rows.heads(stream.id, { subject, from, to: wanted.to, limit });
    for (const head of heads) if (isWanted(head.subject, wanted.filters)) yield head;
    const last = heads.at(-1);
    if (last === undefined || heads.length < limit) return;
    from = last.sequence + 1;
  }
}
