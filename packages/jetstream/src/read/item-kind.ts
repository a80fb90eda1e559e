import type { CallOptions, MessageHead, StoredMessage } from '@agog/deliverables-core';
import type { Arrival } from '../consumer/puller.ts';
import type { Context } from '../context.ts';
import { fromDelivery, headFromDelivery } from '../message/stored-message.ts';
import { get } from './get.ts';

/** What a read hands out: messages, or heads for which no body is moved. */
export interface ItemKind<T extends MessageHead> {
  readonly headersOnly: boolean;
  fromArrival(arrival: Arrival): T;
  fromMessage(message: StoredMessage): T;
  /** `null` where the message was removed meanwhile. */
  fromHead(context: Context, head: MessageHead, options: CallOptions): Promise<T | null>;
}

/** Whole messages. */
export const messageKind: ItemKind<StoredMessage> = {
  headersOnly: false,
  fromArrival: ({ message, facts }) => fromDelivery(message, facts),
  fromMessage: (message) => message,
  fromHead: (context, { stream, sequence }, options) => get(context, { stream, sequence }, options),
};

/** Heads. */
export const headKind: ItemKind<MessageHead> = {
  headersOnly: true,
  fromArrival: ({ message, facts }) => headFromDelivery(message, facts),
  fromMessage: ({ body: _, ...head }) => head,
  fromHead: async (_, head) => head,
};
