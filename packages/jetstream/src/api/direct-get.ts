import type { StoredMessage } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';
import type { Deadline } from '../connection/deadline.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import { fromDirectGet } from '../message/stored-message.ts';
import { type Api, attemptTimeout, persist } from './api.ts';

/** How a get of many ended, in what the server says behind the last message; 503 where nobody answers. */
export interface GetEnd {
  readonly code: number;
  /** Whether it has more than it sent. */
  readonly hasMore: boolean;
}

/** What to get, and what to do with what comes. */
export interface GetManyOptions {
  readonly deadline: Deadline;
  /** The request, from the message on that is now the next. */
  queryOf(attempt: number): Readonly<Record<string, unknown>>;
  /** Answers whether this message ends the answer. */
  onMessage(message: StoredMessage): boolean;
}

/** A direct get that one or several messages answer. */
export const getMany = async (
  { link, subject }: Api,
  stream: string,
  { deadline, queryOf, onMessage }: GetManyOptions,
): Promise<GetEnd> => {
  const path = subject(`DIRECT.GET.${stream}`);
  const what = `Reading from the stream ${stream}`;
  let isWhole = false;
  const receive = (message: NatsMessage): boolean => {
    // What is stored may have a status of its own: only the server's has no sequence.
    const isStored = message.headers?.get('Nats-Sequence');
    if (!isStored && message.data.length === 0 && (message.headers?.code ?? 0) > 0) return true;
    isWhole = onMessage(fromDirectGet(message));
    return isWhole;
  };
  const answer = await persist(link, { what, deadline, repeatable: true }, (attempt) => {
    const payload = encodeUtf8(JSON.stringify(queryOf(attempt)));
    const wait = { deadline, attempt: attemptTimeout * 2 ** attempt, provesSilence: true };
    return link.request(path, payload, { ...wait, isLast: receive });
  });
  if (isWhole) return { code: 200, hasMore: true };
  const headers = answer === 'no-responders' ? undefined : answer.headers;
  const hasMore = Number(headers?.get('Nats-Num-Pending')) > 0;
  return { code: headers?.code ?? 503, hasMore };
};
