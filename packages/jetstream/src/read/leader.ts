import type { StoredMessage } from '@agog/deliverables-core';
import type { Api } from '../api/api.ts';
import type { Deadline } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import { fromLeader, type LeaderMessage } from '../message/stored-message.ts';

/** Which message a stream's leader is asked for. */
export type LeaderQuery =
  | { readonly seq: number }
  | { readonly last_by_subj: string }
  /** The first on the subject from a sequence on. */
  | { readonly seq: number; readonly next_by_subj: string };

/** What there is no message for, in JetStream's numbers. */
const noMessage = 10037;

/**
 * Asks the stream's leader, whose answer is never out of date; `null` when there is no such message.
 *
 * @throws DeliverablesError `stream_not_found`
 */
export const askLeader = async (
  api: Api,
  stream: string,
  query: LeaderQuery,
  deadline: Deadline,
): Promise<StoredMessage | null> => {
  const what = `Reading from the stream ${stream}`;
  const answer = await api.ask<{ readonly message: LeaderMessage }>({
    path: `STREAM.MSG.GET.${stream}`,
    body: query,
    what,
    deadline,
    repeatable: true,
  });
  if ('reply' in answer) return fromLeader(stream, answer.reply.message);
  if (answer.error.err_code === noMessage) return null;
  throw apiFailure(answer.error, what, { stream });
};

/** The newest message on a subject, by the stream's leader; `null` when there is none. */
export const askNewest = async (
  api: Api,
  stream: string,
  subject: string,
  deadline: Deadline,
): Promise<StoredMessage | null> => {
  const newest = await askLeader(api, stream, { last_by_subj: subject }, deadline);
  if (newest || featuresOf(api.link.info).findsNewestAfterDelete) return newest;
  // The server may have lost its way to it: go through the subject from its first message.
  let found: StoredMessage | null = null;
  for (;;) {
    const query = { seq: (found?.sequence ?? 0) + 1, next_by_subj: subject };
    const next = await askLeader(api, stream, query, deadline);
    if (!next) return found;
    found = next;
  }
};
