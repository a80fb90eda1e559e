import type { CallOptions } from '@agog/deliverables-core';
import { endOfLook } from './find-next.ts';
import type { MessageRange, Rows, StreamRows } from './rows.ts';
import type { Store } from './store.ts';
import { requireStream } from './stream.ts';
import { takeTurns } from './take-turns.ts';

/** A range of one stream as it is now, and not of a later one of its name. */
export interface FixedRange {
  readonly stream: string;
  readonly created: string;
  readonly filters: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Fixes a range of a stream that must be there: up to its last sequence at most. */
export const fixRange = (
  rows: Rows,
  stream: string,
  { filters = [], from = 1, to = Number.POSITIVE_INFINITY }: MessageRange,
): FixedRange => {
  const { created, lastSequence } = requireStream(rows, stream);
  return { stream, created, filters: [...filters], from, to: Math.min(to, lastSequence) };
};

/** What work on a range answers part by part; others have a turn between. A stream deleted meanwhile holds nothing more. */
export const goThrough = async <T>(
  call: Store['read'],
  range: FixedRange,
  next: () => CallOptions,
  work: (stream: StreamRows, part: MessageRange) => T,
): Promise<T[]> => {
  const pause = takeTurns();
  const answers: T[] = [];
  for (let { from } = range; from <= range.to; ) {
    await pause();
    const end = await call((rows) => {
      const stream = rows.streams.get(range.stream);
      if (stream?.created !== range.created) return { to: range.to };
      const to = endOfLook(stream, from, range.to);
      return { to, answer: work(stream, { ...range, from, to }) };
    }, next());
    if ('answer' in end) answers.push(end.answer);
    from = end.to + 1;
  }
  return answers;
};
