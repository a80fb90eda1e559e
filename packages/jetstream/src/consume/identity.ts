import type { Api } from '../api/api.ts';
import type { Deadline } from '../connection/deadline.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import { fetchConsumer, noConsumer, type WireConsumerInfo } from './consumer-info.ts';
import { readDeclaration } from './declaration.ts';

/** How much a time of creation may change by a restart of a server below 2.11, in milliseconds. */
const drift = 1_000;

/**
 * Asks the server for one consumer again and again.
 *
 * @throws DeliverablesError `stream_not_found` or `consumer_not_found` where it was deleted, also when there is another
 * one of its name by now
 */
export type Look = (deadline: Deadline) => Promise<WireConsumerInfo>;

/** Follows a consumer that is there. */
export const createLook = (api: Api, first: WireConsumerInfo): Look => {
  const { stream_name: stream, name } = first;
  let last = first;
  return async (deadline) => {
    const info = await fetchConsumer(api, stream, name, deadline);
    if (info && isSame(info, last)) {
      last = info;
      return info;
    }
    const error = { code: 404, err_code: noConsumer, description: 'it was deleted' };
    const what = `Consuming ${name} of the stream ${stream}`;
    throw apiFailure(error, what, { stream, consumer: name });
  };
};

/**
 * A restart can change the time of creation, and on a server below 2.10 whoever opens the name at the same time changes
 * its id: but not both between two looks.
 */
const isSame = (one: WireConsumerInfo, other: WireConsumerInfo): boolean => {
  if (one.created === other.created) return true;
  const [id, otherId] = [one, other].map(({ config }) => readDeclaration(config.description).id);
  if (id !== undefined || otherId !== undefined) return id === otherId;
  return Math.abs(Date.parse(one.created) - Date.parse(other.created)) < drift;
};
