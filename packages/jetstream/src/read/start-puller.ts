import { leastPatience } from '../consumer/pull.ts';
import { createPuller, type Puller } from '../consumer/puller.ts';
import {
  type ConsumerStart,
  createConsumer,
  deleteConsumer,
  type TemporaryConsumer,
} from '../consumer/temporary-consumer.ts';
import type { Context } from '../context.ts';
import type { ReadPlan } from './read-plan.ts';

/** How often a consumer is made again to have it beside the stream's leader: of three servers one is hit by 98 in 100. */
const mostAttempts = 10;

/** How a read pulls. */
export interface StartOptions {
  readonly start: ConsumerStart;
  readonly headersOnly: boolean;
  readonly patience?: number;
}

/** Makes a consumer for a read, which pulls when its messages are asked for. */
export const startPuller = async (
  context: Context,
  plan: ReadPlan,
  { patience = leastPatience, ...how }: StartOptions,
): Promise<Puller> => {
  const consumer = await createBesideLeader(context, plan, how);
  const upTo = how.start === 'last-per-subject' ? Number.POSITIVE_INFINITY : plan.to;
  return createPuller(context, consumer, { upTo, patience });
};

/**
 * A consumer of one server reads what this one has. Where a stream has several, the others may lag behind what the
 * stream's leader has acknowledged, and which one it gets is up to chance.
 */
const createBesideLeader = async (
  { api }: Context,
  { stream, filters, info, waits }: ReadPlan,
  how: Pick<StartOptions, 'start' | 'headersOnly'>,
): Promise<TemporaryConsumer> => {
  const leader = (info.config.num_replicas ?? 1) > 1 ? info.cluster?.leader : undefined;
  for (let attempt = 1; ; attempt++) {
    const consumer = await createConsumer(api, { stream, filters, ...how }, waits());
    if (leader === undefined || consumer.server === leader || attempt === mostAttempts) {
      return consumer;
    }
    await deleteConsumer(api, consumer);
  }
};
