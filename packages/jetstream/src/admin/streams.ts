import type { StreamInfo } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import type { Api } from '../api/api.ts';
import { type Page, readPages } from '../api/pages.ts';
import { readStreamInfo, type WireStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { listConsumers } from '../consume/consumer-info.ts';

interface StreamPage extends Page {
  readonly streams?: readonly WireStreamInfo[] | null;
}

/** Every stream of the account, sorted by name. */
export const listStreams = async (api: Api, deadline: Deadline): Promise<WireStreamInfo[]> => {
  const found = new Map<string, WireStreamInfo>();
  const ask = (offset: number): Promise<StreamPage> =>
    api.call({
      path: 'STREAM.LIST',
      body: { offset },
      what: 'Listing the streams',
      deadline,
      repeatable: true,
    });
  for await (const { streams } of readPages(ask, (page) => page.streams?.length ?? 0)) {
    for (const info of streams ?? []) found.set(info.config.name, info);
  }
  return [...found.values()].sort((one, other) => (one.config.name < other.config.name ? -1 : 1));
};

/** A stream as the server describes it, with the number of its durable names: the server counts readers as well. */
export const describeStream = async (
  api: Api,
  info: WireStreamInfo,
  deadline: Deadline,
): Promise<StreamInfo> => {
  const described = readStreamInfo(info);
  const { state } = described;
  if (state.consumers === 0) return described;
  const consumers = await countConsumers(api, info, deadline);
  return { ...described, state: { ...state, consumers } };
};

const countConsumers = async (
  api: Api,
  { config, state }: WireStreamInfo,
  deadline: Deadline,
): Promise<number> => {
  try {
    return (await listConsumers(api, config.name, deadline)).length;
  } catch (error) {
    const { code } = DeliverablesError.from(error);
    // Whoever may look at a stream need not be allowed to see who reads it; and it may be deleted meanwhile.
    if (code === 'permission_denied' || code === 'stream_not_found') return state.consumer_count;
    throw error;
  }
};
