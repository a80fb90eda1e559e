import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import type { Arrival } from '../consumer/source.ts';
import type { Context } from '../context.ts';
import type { ReadPlan } from './read-plan.ts';

/** What a read hands out: messages, or heads for which no body is moved. */
export interface ItemKind<T extends MessageHead> {
  readonly headersOnly: boolean;
  fromArrival(arrival: Arrival): T;
  fromMessage(message: StoredMessage): T;
  /** `null` where the message was removed meanwhile. */
  fromHead(context: Context, plan: ReadPlan, head: MessageHead): Promise<T | null>;
}
