import type { MessageRange, MessageRow, StreamRows } from './rows.ts';

/** How many messages are looked through, or removed, before others have a turn: that takes some milliseconds. */
export const longestLook = 1_024;

/** What a look through a part of a range has found. */
export interface Look {
  readonly found: MessageRow | undefined;
  /** There is nothing else up to here. */
  readonly scanned: number;
}

/** The next message of a range, looked for in no more of it than can be looked through at once. */
export const findNext = (
  stream: StreamRows,
  range: MessageRange & { readonly from: number },
): Look => {
  const to = endOfLook(stream, range.from, stream.lastSequence);
  const [found] = stream.list({ ...range, to });
  return { found, scanned: found ? found.sequence : to };
};

/** Where the part of a range ends that can be looked through at once, however much is missing before it. */
export const endOfLook = (stream: StreamRows, from: number, to: number): number => {
  if (to - from < longestLook) return to;
  const [first] = stream.list({ from, to });
  return first ? Math.min(first.sequence + longestLook, to + 1) - 1 : to;
};
