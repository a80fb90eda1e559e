import type { PurgeQuery } from '@agog/deliverables-core';
import { evict, nothing, remove, removeThrough } from './evict.ts';
import type { Rows } from './rows.ts';
import { scan } from './scan.ts';
import { requireStream } from './stream.ts';

/** Removes messages; answers how many of those that could be seen. */
export const purge = (rows: Rows, name: string, query: PurgeQuery): number => {
  const stream = requireStream(rows, name);
  const { filter, beforeSequence = stream.lastSequence + 1, keep = 0 } = query;
  const before = beforeSequence - 1;
  evict(rows, stream, nothing);
  let removed = 0;
  if (filter === undefined && keep === 0) {
    removed = removeThrough(rows, stream, before).messages;
  } else {
    const filters = filter === undefined ? [] : [filter];
    const heads = [...scan(rows, stream, { filters, from: 1, to: before })];
    removed = Math.max(heads.length - keep, 0);
    for (const head of heads.slice(0, removed)) remove(rows, stream, head);
  }
  rows.saveStream(stream);
  return removed;
};
