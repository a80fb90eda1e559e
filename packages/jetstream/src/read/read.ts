import type { CallOptions, MessageHead, ReadQuery, StoredMessage } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const readMessages: (
  context: Context,
  query: ReadQuery,
  options: CallOptions | undefined,
) => AsyncIterable<StoredMessage>;

export declare const readHeads: (
  context: Context,
  query: ReadQuery,
  options: CallOptions | undefined,
) => AsyncIterable<MessageHead>;
