import { createAllowedConsumer } from '../consumer/consumer-rights.ts';
import { createPoller } from '../consumer/poller.ts';
import { leastPatience } from '../consumer/pull.ts';
import { createPuller, type Puller } from '../consumer/puller.ts';
import type { Source } from '../consumer/source.ts';
import {
  type ConsumerStart,
  deleteConsumer,
  type TemporaryConsumer,
} from '../consumer/temporary-consumer.ts';
import type { Context } from '../context.ts';
import type { ReadPlan } from './read-plan.ts';

/** How often a consumer is made again to have it beside the stream's leader: of three servers one is hit by 98 in 100. */
const mostAttempts = 10;

/** How a read goes through a stream. */
export interface StartOptions {
  readonly from: number;
  readonly headersOnly: boolean;
  readonly patience: number;
}

/** What a read covers from a sequence on, by a consumer or, where this user may have none, by gets. */
export const startSource = async (
  context: Context,
  plan: ReadPlan,
  { from, headersOnly, patience }: StartOptions,
): Promise<Source> => {
  const { to: upTo, stream, filters, info } = plan;
  const how = { start: { sequence: from }, headersOnly };
  const consumer = await createBesideLeader(context, plan, how);
  if (consumer) return createPuller(context, consumer, { upTo, patience });
  return createPoller(context, { stream, filters, info, from, seen: 0 }, { upTo });
};

/** The heads of a consumer that begins with the newest message of each subject; `null` where this user may have none. */
export const startNewest = async (context: Context, plan: ReadPlan): Promise<Puller | null> => {
  const how = { start: 'last-per-subject', headersOnly: true } as const;
  const consumer = await createBesideLeader(context, plan, how);
  const upTo = Number.POSITIVE_INFINITY;
  return consumer && createPuller(context, consumer, { upTo, patience: leastPatience });
};

interface How {
  readonly start: ConsumerStart;
  readonly headersOnly: boolean;
}

/**
 * A consumer of one server reads what this one has. Where a stream has several, the others may lag behind what the
 * stream's leader has acknowledged, and which one it gets is up to chance.
 */
const createBesideLeader = async (
  context: Context,
  { stream, filters, info, waits }: ReadPlan,
  how: How,
): Promise<TemporaryConsumer | null> => {
  const leader = (info.config.num_replicas ?? 1) > 1 ? info.cluster?.leader : undefined;
  for (let attempt = 1; ; attempt++) {
    const request = { stream, filters, ...how };
    const consumer = await createAllowedConsumer(context, request, waits());
    const isBeside = leader === undefined || consumer?.server === leader;
    if (!consumer || isBeside || attempt === mostAttempts) return consumer;
    await deleteConsumer(context.api, consumer);
  }
};
