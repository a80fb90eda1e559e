import { DeliverablesError, type MessageHead, type StoredMessage } from '@agog/deliverables-core';
import type { Arrival } from '../consumer/puller.ts';
import type { Context } from '../context.ts';
import { fromDelivery, headFromDelivery } from '../message/stored-message.ts';
import { get } from './get.ts';
import { readEvery } from './read-every.ts';
import type { ReadPlan } from './read-plan.ts';

/** What a read hands out: messages, or heads for which no body is moved. */
export interface ItemKind<T extends MessageHead> {
  readonly headersOnly: boolean;
  fromArrival(arrival: Arrival): T;
  fromMessage(message: StoredMessage): T;
  /** `null` where the message was removed meanwhile. */
  fromHead(context: Context, plan: ReadPlan, head: MessageHead): Promise<T | null>;
}

/** Whole messages. */
export const messageKind: ItemKind<StoredMessage> = {
  headersOnly: false,
  fromArrival: ({ message, facts }) => fromDelivery(message, facts),
  fromMessage: (message) => message,
  async fromHead(context, plan, { stream, subject, sequence }) {
    try {
      return await get(context, { stream, sequence }, plan.waits().next());
    } catch (error) {
      if (!DeliverablesError.isInstance(error) || error.code !== 'permission_denied') throw error;
    }
    // Whoever may read by consumers only gets it by one.
    const only = { ...plan, filters: [subject], from: sequence, to: sequence };
    for await (const message of readEvery(context, only, messageKind)) return message;
    return null;
  },
};

/** Heads. */
export const headKind: ItemKind<MessageHead> = {
  headersOnly: true,
  fromArrival: ({ message, facts }) => headFromDelivery(message, facts),
  fromMessage: ({ body: _, ...head }) => head,
  fromHead: async (_context, _plan, head) => head,
};
