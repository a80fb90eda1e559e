import { type ConsumerInfo, DeliverablesError } from '@agog/deliverables-core';
import type { Api } from '../api/api.ts';
import { type Page, readPages } from '../api/pages.ts';
import { checkStreamName } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { distinctFilters } from '../consumer/plan-filters.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import { readDeclaration } from './declaration.ts';

/** The settings of a consumer as JetStream writes them, as far as they are read or set here. Durations in nanoseconds. */
export interface WireConsumerConfig {
  readonly durable_name?: string | undefined;
  readonly description?: string | undefined;
  readonly filter_subject?: string | undefined;
  readonly filter_subjects?: readonly string[] | undefined;
  readonly deliver_policy?: string | undefined;
  readonly opt_start_seq?: number | undefined;
  /** Only where it pushes instead of being pulled from. */
  readonly deliver_subject?: string | undefined;
  readonly ack_policy?: string | undefined;
  readonly ack_wait?: number | undefined;
}

/** A consumer as JetStream describes it. */
export interface WireConsumerInfo {
  readonly stream_name: string;
  readonly name: string;
  readonly created: string;
  readonly config: WireConsumerConfig;
  readonly delivered: { readonly stream_seq: number };
  readonly num_pending: number;
  readonly num_ack_pending: number;
}

/** The filters that a consumer was made for, sorted: its own, or those that it declares. */
export const filtersOf = ({ config }: WireConsumerInfo): string[] => {
  const { filter_subject: only, filter_subjects: several } = config;
  const { filters } = readDeclaration(config.description);
  return distinctFilters(filters ?? several ?? (only ? [only] : [])).sort();
};

/** A server's description of a durable consumer as ours. */
export const readConsumerInfo = (info: WireConsumerInfo): ConsumerInfo => ({
  stream: info.stream_name,
  name: info.name,
  filters: filtersOf(info),
  unsettled: info.num_ack_pending,
  pending: info.num_pending,
});

/** JetStream's number for a consumer that is not there. */
export const noConsumer = 10014;

/**
 * What the server says of a consumer now, or `null` when there is none.
 *
 * @throws DeliverablesError `stream_not_found`
 */
export const fetchConsumer = async (
  api: Api,
  stream: string,
  name: string,
  deadline: Deadline,
): Promise<WireConsumerInfo | null> => {
  const what = `Looking at the consumer ${name} of the stream ${stream}`;
  const answer = await api.ask<WireConsumerInfo>({
    path: `CONSUMER.INFO.${stream}.${name}`,
    what,
    deadline,
    repeatable: true,
  });
  if ('reply' in answer) return answer.reply;
  if (answer.error.err_code === noConsumer) return null;
  throw apiFailure(answer.error, what, { stream, consumer: name });
};

/** Whether an error says that a consumer or its stream was deleted. */
export const isDeleted = (error: unknown): boolean =>
  /^(stream|consumer)_not_found$/.test(DeliverablesError.from(error).code);

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
  const found = new Map<string, WireConsumerInfo>();
  const ask = (offset: number): Promise<ConsumerPage> =>
    api.call({
      path: `CONSUMER.LIST.${stream}`,
      body: { offset },
      what: `Listing the consumers of the stream ${stream}`,
      deadline,
      repeatable: true,
      details: { stream },
    });
  for await (const { consumers } of readPages(ask, (page) => page.consumers?.length ?? 0)) {
    for (const info of consumers ?? []) if (info.config.durable_name) found.set(info.name, info);
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
};
