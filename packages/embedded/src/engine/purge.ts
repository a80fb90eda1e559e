import type { PurgeQuery } from '@agog/deliverables-core';
import { evictExpired, removeMessage, removeThrough } from './evict.ts';
import { requireStream } from './find-stream.ts';
import type { HeadRow, Rows } from './rows.ts';
import { scan } from './scan.ts';

/** Removes messages; answers how many of those that could be seen. */
export const purge = (rows: Rows, name: string, query: PurgeQuery, now: number): number => {
  const stream = requireStream(rows, name);
  const { filter, beforeSequence = stream.lastSequence + 1, keep = 0 } = query;
  evictExpired(rows, stream, now);
  if (filter === undefined && keep === 0) {
    const { messages } = removeThrough(rows, stream, beforeSequence - 1);
    rows.saveStream(stream);
    return messages;
  }
  const filters = filter === undefined ? [] : [filter];
  const heads: HeadRow[] = [
    ...scan(rows, stream, { filters, from: 1, to: beforeSequence - 1, now }),
  ];
  const removed = heads.slice(0, Math.max(heads.length - keep, 0));
  for (const head of removed) removeMessage(rows, stream, head);
  rows.saveStream(stream);
  return removed.length;
};
