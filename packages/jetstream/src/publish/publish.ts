import type { OutgoingMessage, PublishOptions, PublishReceipt } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const createPublisher: (
  context: Context,
) => (message: OutgoingMessage, options: PublishOptions) => Promise<PublishReceipt>;
