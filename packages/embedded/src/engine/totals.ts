import type { Rows, Totals } from './rows.ts';
import { scan } from './scan.ts';
import type { Stream } from './stream.ts';

/** How much a stream holds. */
export const totalsOf = (rows: Rows, stream: Stream): Totals => {
  if (!stream.expired) return stream;
  let messages = 0;
  let bytes = 0;
  for (const head of scan(rows, stream, { filters: [], from: 1, to: stream.lastSequence })) {
    messages++;
    bytes += head.bytes;
  }
  return { messages, bytes };
};
