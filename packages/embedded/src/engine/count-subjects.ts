import type { CallOptions } from '@agog/deliverables-core';
import { type FixedRange, goThrough } from './go-through.ts';
import type { Store } from './store.ts';

/** How many messages of a range are on each subject, and the newest sequence of them. */
export const countSubjects = async (
  { read }: Store,
  range: FixedRange,
  next: () => CallOptions,
): Promise<Map<string, readonly [count: number, newest: number]>> => {
  const counts = new Map<string, readonly [number, number]>();
  const parts = await goThrough(read, range, next, (stream, part) => [...stream.subjects(part)]);
  for (const [subject, count, newest] of parts.flat()) {
    counts.set(subject, [count + (counts.get(subject)?.[0] ?? 0), newest]);
  }
  return counts;
};
