import type { CallOptions, SubscribeQuery, Subscription } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const subscribe: (
  context: Context,
  query: SubscribeQuery,
  options: CallOptions | undefined,
) => Promise<Subscription>;
