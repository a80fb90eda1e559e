import type { MessageHead } from '@agog/deliverables-core';
import { planFilters } from '../consumer/plan-filters.ts';
import type { Context } from '../context.ts';
import type { ItemKind } from './item-kind.ts';
import { askLeader } from './leader.ts';
import type { ReadPlan } from './read-plan.ts';

/** What waits in a work queue, which lets nobody read by a consumer but those who acknowledge: one message at a time. */
export async function* readQueue<T extends MessageHead>(
  { api }: Context,
  { stream, filters, from, to, waits }: ReadPlan,
  { fromMessage }: ItemKind<T>,
): AsyncGenerator<T, void> {
  const plan = planFilters(filters, { severalFilters: false });
  const [filter = '>'] = plan.filters;
  for (let sequence = from; sequence <= to; ) {
    const query = { seq: sequence, next_by_subj: filter };
    const message = await askLeader(api, stream, query, waits());
    if (!message || message.sequence > to) return;
    sequence = message.sequence + 1;
    if (plan.matches?.(message.subject) ?? true) yield fromMessage(message);
  }
}
