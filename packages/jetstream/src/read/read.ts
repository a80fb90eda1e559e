import type { CallOptions, MessageHead, ReadQuery, StoredMessage } from '@agog/deliverables-core';
import { checkReadQuery } from '@agog/deliverables-core/transport';
import { requireStreamInfo } from '../api/stream-info.ts';

import type { Context } from '../context.ts';
import { complete } from './complete.ts';
import type { ItemKind } from './item-kind.ts';
import { headKind, messageKind } from './item-kinds.ts';
import { newestOf } from './newest-of.ts';
import { readEvery } from './read-every.ts';
import { readNewest } from './read-newest.ts';
import type { ReadPlan } from './read-plan.ts';
import { readQueue } from './read-queue.ts';
import { createWaits } from './waits.ts';

/** Many messages, bodies included. */
export const readMessages = (
  context: Context,
  query: ReadQuery,
  options: CallOptions | undefined,
): AsyncIterable<StoredMessage> => read(context, query, options, messageKind);

/** As {@link readMessages}, without moving any body. */
export const readHeads = (
  context: Context,
  query: ReadQuery,
  options: CallOptions | undefined,
): AsyncIterable<MessageHead> => read(context, query, options, headKind);

async function* read<T extends MessageHead>(
  context: Context,
  query: ReadQuery,
  options: CallOptions | undefined,
  kind: ItemKind<T>,
): AsyncGenerator<T, void> {
  checkReadQuery(query);
  const { stream, select, filters = [], fromSequence: from = 1, toSequence } = query;
  const waits = createWaits(context, options);
  const info = await requireStreamInfo(context.api, stream, waits());
  const last = info.state.last_seq;
  const to = Math.min(toSequence ?? last, last);
  if (from > to || info.state.messages === 0) return;
  const plan: ReadPlan = { stream, filters: [...filters], from, to, info, waits };
  const isQueue = info.config.retention === 'workqueue';
  if (select === 'all') {
    yield* isQueue ? readQueue(context, plan, kind) : readEvery(context, plan, kind);
  } else if (isQueue) {
    yield* complete(context, plan, kind, newestOf(readQueue(context, plan, headKind)));
  } else {
    yield* readNewest(context, plan, kind);
  }
}
