import { areLiteral, isWanted } from './filters.ts';
import type { HeadRow, Rows } from './rows.ts';
import type { Stream } from './stream.ts';

/** Which messages. */
export interface Scan {
  readonly filters: readonly string[];
  readonly from: number;
  /** Only what was stored at or after this time. */
  readonly since?: number;
  /** Default: the stream's last. */
  readonly to?: number;
}

/** The heads wanted, in order, without any body. Reads few rows at first and more as it goes on. */
export function* scan(rows: Rows, stream: Stream, wanted: Scan): Generator<HeadRow, undefined> {
  const { filters, since = 0, to = stream.lastSequence } = wanted;
  const subject = (filters.length === 1 && areLiteral(filters) && filters[0]) || null;
  let from = Math.max(wanted.from, stream.first);
  for (let limit = 2; from <= to; limit = Math.min(limit * 4, 512)) {
    const heads = rows.heads(stream.id, { subject, from, to, limit });
    for (const head of heads) {
      if (head.time >= since && isWanted(head.subject, filters)) yield head;
      from = head.sequence + 1;
    }
    if (heads.length < limit) return;
  }
}
