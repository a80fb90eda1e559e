import type { CallOptions, PurgeQuery } from '@agog/deliverables-core';
import type { Engine } from './engine.ts';
import { fixRange, goThrough } from './go-through.ts';

/** Removes messages; answers how many. */
export const purge = async (
  { store, begin }: Engine,
  name: string,
  { filter, beforeSequence = Number.POSITIVE_INFINITY, keep = 0 }: PurgeQuery,
  options: CallOptions | undefined,
): Promise<number> => {
  const next = begin(options);
  const filters = filter === undefined ? [] : [filter];
  const range = await store.read(
    (rows) => fixRange(rows, name, { filters, to: beforeSequence - 1 }),
    next(),
  );
  let { to } = range;
  if (keep > 0) {
    const parts = await goThrough(store.read, range, next, (stream, part) =>
      [...stream.list(part)].map(({ sequence }) => sequence),
    );
    to = parts.flat().at(-keep - 1) ?? 0;
  }
  const removed = await goThrough(store.write, { ...range, to }, next, (stream, part) =>
    stream.remove(part),
  );
  return removed.reduce((sum, count) => sum + count, 0);
};
