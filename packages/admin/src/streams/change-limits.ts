import type { StreamInfo, StreamLimits, Transport } from '@agog/deliverables-core';
import {
  checkArgument,
  checkChanges,
  checkWholeNumber,
  fail,
  startDeadline,
} from '@agog/deliverables-core/transport';
import type { ApplyOptions } from './apply-plan.ts';
import { countDrops } from './count-drops.ts';
import { tellMessages } from './figures-as-text.ts';
import { requireAdmin } from './require-admin.ts';

const limitNames = ['maxMessages', 'maxBytes', 'maxAge', 'maxMessageSize', 'duplicateWindow'];

/** Changes some limits of one stream, and removes messages only where it may. */
export const changeLimits = async (
  transport: Transport,
  stream: string,
  limits: Partial<StreamLimits>,
  { allowDrop = false, ...options }: ApplyOptions = {},
): Promise<StreamInfo> => {
  checkChanges(limits);
  const other = Object.keys(limits).find((name) => !limitNames.includes(name));
  checkArgument(!other, 'A limit', other, `one of ${limitNames.join(', ')}`);
  for (const [name, limit] of Object.entries(limits)) {
    checkWholeNumber(name, limit ?? undefined, name === 'duplicateWindow' ? 0 : 1);
  }
  const deadline = startDeadline(options);
  const admin = requireAdmin(transport, 'Changing limits');
  const info = (await admin.info(stream, deadline.next())) ?? failMissing(stream);
  if (!allowDrop) {
    const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
    // The cast: what is given takes the place of what there is.
    const next = { ...info.config, ...Object.fromEntries(given) } as StreamLimits;
    const messages = await countDrops(transport, info, next, deadline.next());
    if (messages > 0) failDrop(`These limits of the stream ${stream}`, stream, messages);
  }
  return admin.update(stream, limits, deadline.next());
};

/** Deletes a stream; one that holds messages only where it may. False when there was no such stream. */
export const deleteStream = async (
  transport: Transport,
  stream: string,
  { allowDrop = false, ...options }: ApplyOptions = {},
): Promise<boolean> => {
  const deadline = startDeadline(options);
  const admin = requireAdmin(transport, 'Deleting a stream');
  const info = await admin.info(stream, deadline.next());
  const messages = info?.state.messages ?? 0;
  if (messages > 0 && !allowDrop) failDrop(`Deleting the stream ${stream}`, stream, messages);
  return admin.deleteStream(stream, deadline.next());
};

const failMissing = (stream: string): never =>
  fail('stream_not_found', `There is no stream ${stream}.`, 'Plan and apply the roster first.', {
    stream,
  });

const failDrop = (what: string, stream: string, messages: number): never =>
  fail(
    'would_drop_messages',
    `${what} would remove ${tellMessages(messages)}.`,
    'Back them up, then pass { allowDrop: true }.',
    { stream, messages },
  );
