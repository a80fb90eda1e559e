import { DeliverablesError, type MessageHead, type StoredMessage } from '@agog/deliverables-core';
import { get } from './get.ts';
import type { ItemKind } from './item-kind.ts';
import { readEvery } from './read-every.ts';

/** Whole messages. */
export const messageKind: ItemKind<StoredMessage> = {
  headersOnly: false,
  fromArrival: (arrival) => arrival.toMessage(),
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
  fromArrival: (arrival) => arrival.toHead(),
  fromMessage: ({ body: _, ...head }) => head,
  fromHead: async (_context, _plan, head) => head,
};
