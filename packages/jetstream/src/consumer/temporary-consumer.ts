import { DeliverablesError } from '@agog/deliverables-core';
import { createMessageId, startDeadline } from '@agog/deliverables-core/transport';
import type { Api } from '../api/api.ts';
import { nanoseconds } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import { type ApiError, apiFailure } from '../errors/nats-errors.ts';
import { createMatcher, distinctFilters, planFilters } from './plan-filters.ts';

/** How long a server keeps a consumer that nobody pulls from, in milliseconds: it is deleted when it is done with. */
const forgottenAfter = 30_000;

/** How long its deletion may take, in milliseconds: after that the server forgets it by itself. */
const deletionTimeout = 2_000;

/** Where a consumer begins: with a sequence, with a time, or with the newest message of each subject as they are now. */
export type ConsumerStart =
  | { readonly sequence: number }
  | { readonly time: Date }
  | 'last-per-subject';

/** What a consumer is to deliver. */
export interface ConsumerRequest {
  readonly stream: string;
  /** As a caller gives them: they may overlap; none means everything. */
  readonly filters: readonly string[];
  readonly start: ConsumerStart;
  readonly headersOnly: boolean;
}

/** A consumer of our own, unknown to anybody else. */
export interface TemporaryConsumer {
  readonly stream: string;
  readonly name: string;
  readonly headersOnly: boolean;
  readonly created: string;
  /** The sequence before the first that it looks at. */
  readonly before: number;
  /** Matching messages when it was made. */
  readonly pending: number;
  /** The server that it is on. */
  readonly server: string | undefined;
  /** Whether a subject is wanted, where it delivers more. */
  readonly matches: ((subject: string) => boolean) | null;
}

interface CreationReply {
  readonly created: string;
  readonly num_pending: number;
  readonly delivered: { readonly stream_seq: number };
  readonly cluster?: { readonly leader?: string | undefined } | undefined;
}

/** Says of filters: not these; in JetStream's numbers. Older servers know only those within the stream's subjects. */
const refusedFilters: readonly (number | undefined)[] = [10093, 10138];

/**
 * Makes a consumer without acknowledgements, in memory, that one pulls from.
 *
 * @throws DeliverablesError `stream_not_found`
 */
export const createConsumer = async (
  api: Api,
  request: ConsumerRequest,
  deadline: Deadline,
): Promise<TemporaryConsumer> => {
  const { stream, filters, headersOnly } = request;
  const plan = planFilters(filters, featuresOf(api.link.info));
  const name = createMessageId();
  const attempt = (asked: readonly string[]): ReturnType<typeof ask> =>
    ask(api, request, name, asked, deadline).catch((error: unknown) => {
      const isDenied = DeliverablesError.isInstance(error) && error.code === 'permission_denied';
      // It may have been made all the same; nobody need wait for its end.
      if (!isDenied) void deleteConsumer(api, { stream, name });
      throw error;
    });
  let { matches } = plan;
  let answer = await attempt(plan.filters);
  if ('error' in answer && refusedFilters.includes(answer.error.err_code)) {
    matches ??= createMatcher(distinctFilters(filters));
    answer = await attempt([]);
  }
  if ('error' in answer) throw apiFailure(answer.error, reading(stream), { stream });
  const { created, num_pending: pending, delivered, cluster } = answer.reply;
  const place = { before: delivered.stream_seq, server: cluster?.leader };
  return { stream, name, headersOnly, created, pending, ...place, matches };
};

/** Deletes a consumer, if that can be done soon. */
export const deleteConsumer = async (
  api: Api,
  { stream, name }: Pick<TemporaryConsumer, 'stream' | 'name'>,
): Promise<void> => {
  if (!api.link.isUp) return;
  const call = {
    path: `CONSUMER.DELETE.${stream}.${name}`,
    what: reading(stream),
    deadline: startDeadline({ timeout: deletionTimeout }),
    repeatable: true,
  };
  // One that is gone already, or that this user may not delete, is no matter of the reader's.
  await api.ask(call).catch(() => {});
};

const reading = (stream: string): string => `Reading the stream ${stream}`;

const ask = (
  api: Api,
  { stream, start, headersOnly }: ConsumerRequest,
  name: string,
  filters: readonly string[],
  deadline: Deadline,
): Promise<{ readonly reply: CreationReply } | { readonly error: ApiError }> => {
  // The newest of each subject can only be asked for with a filter.
  const named = filters.length === 0 && start === 'last-per-subject' ? ['>'] : filters;
  const [only] = named;
  const isSingle = named.length === 1 && only !== undefined;
  const config = {
    name,
    ack_policy: 'none',
    replay_policy: 'instant',
    mem_storage: true,
    num_replicas: 1,
    inactive_threshold: forgottenAfter * nanoseconds,
    headers_only: headersOnly,
    ...policyOf(start),
    ...(isSingle && { filter_subject: only }),
    ...(named.length > 1 && { filter_subjects: named }),
  };
  return api.ask<CreationReply>({
    // With the filter in the subject a user can be allowed to read some subjects only.
    path: `CONSUMER.CREATE.${stream}.${name}${isSingle ? `.${only}` : ''}`,
    body: { stream_name: stream, config },
    what: reading(stream),
    deadline,
    repeatable: true,
  });
};

const policyOf = (start: ConsumerStart): Readonly<Record<string, unknown>> => {
  if (start === 'last-per-subject') return { deliver_policy: 'last_per_subject' };
  if ('time' in start) {
    return { deliver_policy: 'by_start_time', opt_start_time: start.time.toISOString() };
  }
  return { deliver_policy: 'by_start_sequence', opt_start_seq: start.sequence };
};
