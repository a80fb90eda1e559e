import type { ConsumeOptions, Consumption } from '@agog/deliverables-core';
import { checkArgument, checkConsume } from '@agog/deliverables-core/transport';
import type { Context } from '../context.ts';
import { createConsumption } from './consumption.ts';
import { openConsumer } from './open-consumer.ts';

const defaultAcknowledgeWithin = 30_000;

/** Deliveries of a durable name, which is made known to its stream. */
export const consume = async (context: Context, options: ConsumeOptions): Promise<Consumption> => {
  checkConsume(options);
  const { stream, name, filters = [], from = 'start', signal } = options;
  const { acknowledgeWithin: within = defaultAcknowledgeWithin } = options;
  const isCursor = Object.hasOwn(Object(from), 'cursor');
  checkArgument(!isCursor, 'from', from, 'new, start, a time or a sequence');
  const deadline = context.begin({ signal });
  const copy = { stream, name, filters: [...filters], from: structuredClone(from), within };
  const consumer = await openConsumer(context.api, copy, deadline);
  // The transport may have closed meanwhile.
  context.begin(undefined);
  return createConsumption(context, consumer, signal);
};
