import type { CallOptions, GetQuery, StoredMessage } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const get: (
  context: Context,
  query: GetQuery,
  options: CallOptions | undefined,
) => Promise<StoredMessage | null>;
