import type { MessageHead } from '@agog/deliverables-core';
import { fetchStreamInfo } from '../api/stream-info.ts';
import { featuresOf } from '../connection/features.ts';
import type { Puller } from '../consumer/puller.ts';
import type { Context } from '../context.ts';
import { readBatches } from './batch-get.ts';
import { complete } from './complete.ts';
import { createDrain } from './drain.ts';
import type { ItemKind } from './item-kind.ts';
import { headKind } from './item-kinds.ts';
import { newestOf } from './newest-of.ts';
import { readEvery } from './read-every.ts';
import type { ReadPlan } from './read-plan.ts';
import { startNewest } from './start-source.ts';

/**
 * The newest message of each subject within a plan: by the one request made for it where the server has that, else the
 * heads of a consumer that begins with the newest messages, and then the bodies. In a range that ends before the stream
 * does, the newest are found by looking through all its heads.
 */
export async function* readNewest<T extends MessageHead>(
  context: Context,
  plan: ReadPlan,
  kind: ItemKind<T>,
): AsyncGenerator<T, void> {
  const batches = (): AsyncGenerator<T, ReadPlan | null> =>
    readBatches(context, plan, kind.fromMessage);
  // Whoever may have no consumers gets the heads with their bodies.
  const hasAsked = !kind.headersOnly || context.refusals.has(plan.stream);
  let left = hasAsked ? yield* batches() : plan;
  if (!left) return;
  const isWhole = left === plan && plan.to === plan.info.state.last_seq;
  if (isWhole && findsNewest(context, plan)) {
    const puller = await startNewest(context, plan);
    if (puller) {
      yield* complete(context, plan, kind, lastOfSubjects(context, plan, puller));
      return;
    }
    if (!hasAsked) left = yield* batches();
    if (!left) return;
  }
  yield* complete(context, plan, kind, search(context, left));
}

/** Whether the server knows the newest messages: an old one forgets some where others were deleted. */
const findsNewest = ({ link }: Context, { info }: ReadPlan): boolean => {
  const { messages, first_seq: first, last_seq: last } = info.state;
  return featuresOf(link.info).findsNewestAfterDelete || messages === last - first + 1;
};

const search = (context: Context, plan: ReadPlan): AsyncIterable<MessageHead> =>
  newestOf(readEvery(context, plan, headKind));

/**
 * Heads only: where a message is larger than a pull may bring, a server before 2.11 forgets it in a consumer that begins
 * with the newest.
 */
async function* lastOfSubjects(
  context: Context,
  plan: ReadPlan,
  puller: Puller,
): AsyncGenerator<MessageHead, void> {
  const { info, stream, waits } = plan;
  let { from } = plan;
  let to = info.state.last_seq;
  try {
    const now = await fetchStreamInfo(context.api, stream, waits());
    if (now?.created !== info.created) return;
    to = now.state.last_seq;
    const sure = info.state.last_seq;
    // What was stored while the consumer was made may be its subject's second one here.
    const seen = to === sure ? null : new Set<string>();
    const next = createDrain(puller, to, waits);
    for (;;) {
      const arrival = await next();
      if (arrival === 'end') return;
      if (arrival === 'lost') break;
      const { sequence, subject } = arrival;
      if (sequence < from) continue;
      from = sequence + 1;
      const isSecond = sequence > sure && seen?.has(subject);
      seen?.add(subject);
      if (arrival.isWanted && !isSecond) yield headKind.fromArrival(arrival);
    }
  } finally {
    await puller.close();
  }
  yield* search(context, { ...plan, from, to });
}
