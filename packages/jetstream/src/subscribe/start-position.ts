import type { StartPosition } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { requireStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { createAllowedConsumer } from '../consumer/consumer-rights.ts';
import { deleteConsumer } from '../consumer/temporary-consumer.ts';
import type { Context } from '../context.ts';
import { type Moment, positionBefore } from './position-before.ts';

/** Where a subscription is in a stream: everything up to `position`, and everything stored before `since`, is behind it. */
export interface Place {
  readonly stream: string;
  /** When the stream was created, as the server writes it: tells it from a later one of the same name. */
  readonly created: string;
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly since: number;
}

/** Which messages of a stream are to come. */
export interface Wish {
  readonly stream: string;
  readonly filters: readonly string[];
  readonly from: StartPosition;
}

/**
 * Where a start is in a stream as it stands: always a sequence, since only that still means the same after a restart of
 * the server.
 *
 * @throws DeliverablesError `stream_not_found`, `unsupported`
 */
export const findPlace = async (
  context: Context,
  wish: Wish,
  deadline: Deadline,
): Promise<Place> => {
  const { stream, from } = wish;
  const info = await requireStreamInfo(context.api, stream, deadline);
  const { config, created, state } = info;
  if (config.retention === 'workqueue') {
    fail(
      'unsupported',
      `The stream ${stream} is a work queue: what is in it belongs to whoever consumes it.`,
      'Use consume.',
    );
  }
  const at = (position: number, since = 0): Place => ({ stream, created, position, since });
  if (from === 'new') return at(state.last_seq);
  if (from === 'start') return at(0);
  if ('sequence' in from) return at(from.sequence - 1);
  if ('time' in from) {
    const { time } = from;
    return at(await findTime(context, wish, { stream, info, time }, deadline), time.getTime());
  }
  const known = Object.hasOwn(from.cursor, stream) ? from.cursor[stream] : undefined;
  // Else it belongs to an earlier stream of this name.
  return at(known?.created === created ? known.sequence : 0);
};

/** The sequence before the first message stored at or after a time: where a consumer that begins there stands. */
const findTime = async (
  context: Context,
  { stream, filters }: Wish,
  moment: Moment,
  deadline: Deadline,
): Promise<number> => {
  const request = { stream, filters, start: { time: moment.time }, headersOnly: true };
  const consumer = await createAllowedConsumer(context, request, deadline);
  if (!consumer) return positionBefore(context.api, moment, deadline);
  await deleteConsumer(context.api, consumer);
  return consumer.before;
};
