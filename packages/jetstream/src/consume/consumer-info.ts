import type { ConsumerInfo } from '@agog/deliverables-core';
import type { Api } from '../api/api.ts';
import { type Page, readPages } from '../api/pages.ts';
import { checkStreamName } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { readDeclaration, reduceFilters } from './filters.ts';

/** The settings of a consumer as JetStream writes them, as far as they are read or set here. Durations in nanoseconds. */
export interface WireConsumerConfig {
  readonly durable_name?: string | undefined;
  readonly description?: string | undefined;
  readonly filter_subject?: string | undefined;
  readonly filter_subjects?: readonly string[] | undefined;
  readonly deliver_policy?: string | undefined;
  readonly deliver_subject?: string | undefined;
  readonly ack_policy?: string | undefined;
  readonly ack_wait?: number | undefined;
}

/** A consumer as JetStream describes it. */
export interface WireConsumerInfo {
  readonly stream_name: string;
  readonly name: string;
  /** In nanoseconds: tells a consumer from a later one of the same name. */
  readonly created: string;
  readonly config: WireConsumerConfig;
  readonly num_pending: number;
  readonly num_ack_pending: number;
}

/** The filters that a consumer was made for: its own, or those that its description declares. */
export const filtersOf = ({ config }: WireConsumerInfo): string[] => {
  const { filter_subject: only, filter_subjects: several } = config;
  return readDeclaration(config.description) ?? reduceFilters(several ?? (only ? [only] : []));
};

/** A server's description of a durable consumer as ours. */
export const readConsumerInfo = (info: WireConsumerInfo): ConsumerInfo => ({
  stream: info.stream_name,
  name: info.name,
  filters: filtersOf(info),
  unsettled: info.num_ack_pending,
  pending: info.num_pending,
});

interface ConsumerPage extends Page {
  readonly consumers?: readonly WireConsumerInfo[] | null;
}

/** The durable consumers of a stream, sorted; those of readers, which end with them, are left away. */
export const listConsumers = async (
  api: Api,
  stream: string,
  deadline: Deadline,
): Promise<WireConsumerInfo[]> => {
  checkStreamName(stream);
  const what = `Listing the consumers of the stream ${stream}`;
  const found = new Map<string, WireConsumerInfo>();
  const ask = (offset: number): Promise<ConsumerPage> =>
    api.call({
      path: `CONSUMER.LIST.${stream}`,
      body: { offset },
      what,
      deadline,
      repeatable: true,
      details: { stream },
    });
  for await (const { consumers } of readPages(ask, (page) => page.consumers?.length ?? 0)) {
    for (const info of consumers ?? []) if (info.config.durable_name) found.set(info.name, info);
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
};
