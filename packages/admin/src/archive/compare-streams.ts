import type { Deadline, MessageHead, Transport } from '@agog/deliverables-core';
import { isCopyOf, timeHeader } from './copied-message.ts';
import { fillerHeader } from './target.ts';

/** How one stream stands to the copy of it. */
export interface Comparison {
  /** Messages that are in both, and alike. */
  readonly alike: number;
  /** Sequences that only the copy has, of messages that were copied there: the original's were removed since. */
  readonly removed: readonly number[];
  /** The first sequence that the copy lacks, or has as something else; `null` where there is none. */
  readonly differing: number | null;
}

/** What to compare: both streams, up to a sequence. */
export interface ComparisonOptions {
  readonly stream: string;
  readonly toSequence: number;
  readonly deadline: Deadline;
  readonly onAlike?: (head: MessageHead) => void;
}

async function* heads(
  transport: Transport,
  { stream, toSequence, deadline }: ComparisonOptions,
): AsyncGenerator<MessageHead, undefined> {
  const query = { stream, select: 'all', toSequence } as const;
  for await (const head of transport.readHeads(query, deadline.next())) {
    if (head.headers.get(fillerHeader) === undefined) yield head;
  }
}

/** Compares a stream with its copy, head by head, without moving any body. */
export const compareStreams = async (
  from: Transport,
  to: Transport,
  options: ComparisonOptions,
): Promise<Comparison> => {
  const originals = heads(from, options);
  const copies = heads(to, options);
  const removed: number[] = [];
  let alike = 0;
  try {
    let original = await originals.next();
    let copy = await copies.next();
    while (!original.done || !copy.done) {
      const at = original.value?.sequence ?? Number.POSITIVE_INFINITY;
      if (copy.value && copy.value.sequence < at) {
        const { sequence, headers } = copy.value;
        if (headers.get(timeHeader) === undefined) return { alike, removed, differing: sequence };
        removed.push(sequence);
        copy = await copies.next();
      } else if (original.value && copy.value && isCopyOf(copy.value, original.value)) {
        alike += 1;
        options.onAlike?.(original.value);
        [original, copy] = [await originals.next(), await copies.next()];
      } else {
        return { alike, removed, differing: at };
      }
    }
    return { alike, removed, differing: null };
  } finally {
    await Promise.all([originals.return(undefined), copies.return(undefined)]);
  }
};
