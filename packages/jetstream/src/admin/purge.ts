import type { PurgeQuery } from '@agog/deliverables-core';
import { requireStreamInfo, type WireStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import type { Context } from '../context.ts';

/** Removes messages, and answers how many. */
export const purge = async (
  context: Context,
  stream: string,
  query: PurgeQuery,
  deadline: Deadline,
): Promise<number> => {
  const { api, known } = context;
  if (!api.link.isUp) await api.link.online(deadline);
  const body = await encodeQuery(context, stream, query, deadline);
  if (body === null) return 0;
  const { purged } = await api.call<{ readonly purged: number }>({
    path: `STREAM.PURGE.${stream}`,
    body,
    what: `Purging the stream ${stream}`,
    deadline,
    repeatable: false,
    details: { stream },
  });
  known.forget(stream);
  return purged;
};

interface WireQuery {
  readonly filter?: string | undefined;
  readonly seq?: number | undefined;
  readonly keep?: number | undefined;
}

/** `null` where nothing is to be removed. */
const encodeQuery = async (
  { api }: Context,
  stream: string,
  { filter, beforeSequence, keep }: PurgeQuery,
  deadline: Deadline,
): Promise<WireQuery | null> => {
  if (beforeSequence === 1) {
    // Servers below 2.11 take this for no condition at all.
    await requireStreamInfo(api, stream, deadline);
    return null;
  }
  const features = featuresOf(api.link.info);
  if (beforeSequence !== undefined && !features.movesOnByPurge) {
    const { state } = await requireStreamInfo(api, stream, deadline);
    const seq = Math.min(beforeSequence, state.last_seq + 1);
    return seq > 1 ? { filter, seq } : null;
  }
  const isWhole = filter === undefined || filter === '>';
  if (!keep || !isWhole || features.keepsExactly) {
    return { filter, seq: beforeSequence, keep };
  }
  const info = await requireStreamInfo(api, stream, deadline, { deleted_details: true });
  const seq = firstKept(info, keep);
  return seq > 1 ? { seq } : null;
};

/** The sequence from which on there are as many messages as are to be kept. */
const firstKept = ({ state }: WireStreamInfo, keep: number): number => {
  const removed = new Set(state.deleted);
  let sequence = state.last_seq + 1;
  for (let left = keep; left > 0 && sequence > state.first_seq; ) {
    sequence -= 1;
    if (!removed.has(sequence)) left -= 1;
  }
  return sequence;
};
