import type { MessageHead } from '@agog/deliverables-core';
import { fetchStreamInfo } from '../api/stream-info.ts';
import { leastPatience } from '../consumer/pull.ts';
import type { Context } from '../context.ts';
import { createDrain } from './drain.ts';
import type { ItemKind } from './item-kind.ts';
import type { ReadPlan } from './read-plan.ts';
import { startSource } from './start-source.ts';

/** Every message of a plan. A source that is lost is replaced by another one, behind what it brought. */
export async function* readEvery<T extends MessageHead>(
  context: Context,
  plan: ReadPlan,
  { headersOnly, fromArrival }: ItemKind<T>,
): AsyncGenerator<T, void> {
  const { to, waits } = plan;
  let { from } = plan;
  let patience = leastPatience;
  while (from <= to) {
    const source = await startSource(context, plan, { from, headersOnly, patience });
    const next = createDrain(source, to, waits);
    // Longer where not even one message came: it may be a large one.
    patience *= 2;
    try {
      for (;;) {
        const arrival = await next();
        if (arrival === 'end') return;
        if (arrival === 'lost') break;
        const { sequence } = arrival;
        // Before 2.11 a consumer that is to begin behind the end begins there.
        if (sequence < from) continue;
        from = sequence + 1;
        patience = leastPatience;
        if (arrival.isWanted) yield fromArrival(arrival);
      }
    } finally {
      await source.close();
    }
    const now = await fetchStreamInfo(context.api, plan.stream, waits());
    // The messages of a deleted stream are gone, and another one of its name has none of them.
    if (now?.created !== plan.info.created) return;
  }
}
