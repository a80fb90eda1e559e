import type { PurgeQuery } from '@agog/deliverables-core';
import type { Rows } from './rows.ts';
import { requireStream } from './stream.ts';

/** Removes messages; answers how many. */
export const purge = (rows: Rows, name: string, query: PurgeQuery): number => {
  const stream = requireStream(rows, name);
  const { filter, beforeSequence = stream.lastSequence + 1, keep = 0 } = query;
  if (filter === undefined && keep === 0) return stream.remove(1, beforeSequence - 1);
  const wanted = [...stream.list({ filters: [filter ?? '>'], to: beforeSequence - 1 })];
  const removed = wanted.slice(0, Math.max(wanted.length - keep, 0));
  for (const { sequence } of removed) stream.remove(sequence);
  return removed.length;
};
