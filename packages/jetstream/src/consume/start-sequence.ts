import type { ConsumeOptions } from '@agog/deliverables-core';
import type { Api } from '../api/api.ts';
import { requireStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { createConsumer, deleteConsumer } from '../consumer/temporary-consumer.ts';

/** Where a durable name begins. */
export interface Start {
  readonly sequence: number;
  /** Where the store's clock is not there yet: messages stored before this time may still come. */
  readonly since?: string | undefined;
}

/** Where a name begins, as a sequence: a server that was restarted loses its way with anything else. */
export const findStart = async (
  api: Api,
  stream: string,
  from: NonNullable<ConsumeOptions['from']>,
  deadline: Deadline,
): Promise<Start> => {
  if (from === 'start') return { sequence: 1 };
  if (from === 'new') {
    const { state } = await requireStreamInfo(api, stream, deadline);
    return { sequence: state.last_seq + 1 };
  }
  if ('sequence' in from) return from;
  const request = { stream, filters: [], start: from, headersOnly: true };
  const consumer = await createConsumer(api, request, deadline);
  await deleteConsumer(api, consumer);
  const isToCome = from.time > new Date(consumer.created);
  return {
    sequence: consumer.before + 1,
    ...(isToCome && { since: from.time.toISOString() }),
  };
};
