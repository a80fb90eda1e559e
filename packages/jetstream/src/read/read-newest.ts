import type { MessageHead } from '@agog/deliverables-core';
import { fetchStreamInfo } from '../api/stream-info.ts';
import { featuresOf } from '../connection/features.ts';
import type { Context } from '../context.ts';
import { readBatches } from './batch-get.ts';
import { createDrain } from './drain.ts';
import type { ItemKind } from './item-kind.ts';
import { headKind } from './item-kind.ts';
import { readNewestOf } from './newest-of.ts';
import { readEvery } from './read-every.ts';
import type { ReadPlan } from './read-plan.ts';
import { startPuller } from './start-puller.ts';

/**
 * The newest message of each subject within a plan: by the one request made for it where the server has that, else by a
 * consumer that begins with the newest messages. What is left when either fails halfway, and a range that ends before
 * the stream does, is found by looking through the heads.
 */
export async function* readNewest<T extends MessageHead>(
  context: Context,
  plan: ReadPlan,
  kind: ItemKind<T>,
): AsyncGenerator<T, void> {
  const untouched = kind.headersOnly ? plan : yield* readBatches(context, plan, kind.fromMessage);
  const isWhole = untouched === plan && plan.to === plan.info.state.last_seq;
  const left =
    isWhole && findsNewest(context, plan) ? yield* readByConsumer(context, plan, kind) : untouched;
  if (left) yield* readNewestOf(context, left, kind, readEvery(context, left, headKind));
}

/** Whether the server knows the newest messages: an old one forgets some where others were deleted. */
const findsNewest = ({ link }: Context, { info }: ReadPlan): boolean => {
  const { messages, first_seq: first, last_seq: last } = info.state;
  return featuresOf(link.info).findsNewestAfterDelete || messages === last - first + 1;
};

/** Answers what is left of the plan, or `null`. */
async function* readByConsumer<T extends MessageHead>(
  context: Context,
  plan: ReadPlan,
  { headersOnly, fromArrival }: ItemKind<T>,
): AsyncGenerator<T, ReadPlan | null> {
  const { info, stream, waits } = plan;
  const puller = await startPuller(context, plan, { start: 'last-per-subject', headersOnly });
  try {
    const now = await fetchStreamInfo(context.api, stream, waits());
    if (now?.created !== info.created) return null;
    const to = now.state.last_seq;
    const sure = info.state.last_seq;
    // Stored while the consumer was made, a message may be its subject's second one here.
    const seen = to === sure ? null : new Set<string>();
    const next = createDrain(puller, to, waits);
    let { from } = plan;
    for (;;) {
      const arrival = await next();
      if (arrival === 'end') return null;
      if (arrival === 'lost') return { ...plan, from, to };
      const { sequence } = arrival.facts;
      const { subject } = arrival.message;
      if (sequence < from) continue;
      from = sequence + 1;
      const isSecond = sequence > sure && seen?.has(subject);
      seen?.add(subject);
      if (arrival.isWanted && !isSecond) yield fromArrival(arrival);
    }
  } finally {
    await puller.close();
  }
}
