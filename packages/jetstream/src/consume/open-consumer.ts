import type { ConsumeOptions, StoredMessage } from '@agog/deliverables-core';
import { createMessageId, fail, filtersOverlap } from '@agog/deliverables-core/transport';
import { type Api, backOff } from '../api/api.ts';
import { checkStreamName, nanoseconds, requireStreamInfo } from '../api/stream-info.ts';
import { type Deadline, pause } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import { createMatcher, distinctFilters, planFilters } from '../consumer/plan-filters.ts';
import { apiFailure } from '../errors/nats-errors.ts';
import {
  fetchConsumer,
  filtersOf,
  listConsumers,
  type WireConsumerConfig,
  type WireConsumerInfo,
} from './consumer-info.ts';
import { encodeDeclaration, readDeclaration } from './declaration.ts';
import { createLook, type Look } from './identity.ts';
import { findStart } from './start-sequence.ts';

/** A durable name on a stream. */
export interface DurableConsumer {
  readonly stream: string;
  readonly name: string;
  /** How long a delivery may take to be settled, in milliseconds. */
  readonly within: number;
  /** Whether the name is for a message: its server may deliver more. */
  wants(message: StoredMessage): boolean;
  /** Whether it is still there. */
  readonly look: Look;
}

/** What a name is asked for with, its filters reduced and sorted. */
export interface OpenOptions extends Required<Pick<ConsumeOptions, 'stream' | 'name'>> {
  readonly filters: readonly string[];
  readonly from: NonNullable<ConsumeOptions['from']>;
  readonly within: number;
}

/** How often somebody else may be faster before it is no race but a refusal. */
const races = 10;

/** Makes a durable name known to its stream. One that is known must have the same filters. */
export const openConsumer = async (
  api: Api,
  options: OpenOptions,
  deadline: Deadline,
): Promise<DurableConsumer> => {
  const { stream, name, from } = options;
  checkStreamName(stream);
  const own = { ...options, filters: distinctFilters(options.filters).sort() };
  if (from !== 'start') await refuseQueue(api, stream, deadline);
  for (let attempt = 0; ; attempt++) {
    const known = await fetchConsumer(api, stream, name, deadline);
    const isLast = attempt === races;
    const info = known
      ? await adopt(api, known, own, deadline)
      : await create(api, own, deadline, isLast);
    if (info) return describe(api, info);
    await pause(deadline, backOff(attempt));
  }
};

const refuseQueue = async (api: Api, stream: string, deadline: Deadline): Promise<void> => {
  const { config } = await requireStreamInfo(api, stream, deadline);
  if (config.retention !== 'workqueue') return;
  fail(
    'unsupported',
    `The stream ${stream} is a work queue: a name on it begins at its start.`,
    'Leave "from" out.',
    { stream },
  );
};

const conflict = (info: WireConsumerInfo, message: string): never =>
  fail(
    'consumer_conflict',
    `The consumer ${info.name} of the stream ${info.stream_name} ${message}.`,
    'Use another name, or delete that consumer.',
    { stream: info.stream_name, consumer: info.name },
  );

/** Takes a consumer that is there, with the acknowledgement time asked for now; `null` where it was deleted meanwhile. */
const adopt = async (
  api: Api,
  info: WireConsumerInfo,
  { filters, within }: OpenOptions,
  deadline: Deadline,
): Promise<WireConsumerInfo | null> => {
  const { config, stream_name: stream, name } = info;
  if (config.deliver_subject || config.ack_policy !== 'explicit') {
    conflict(info, 'was made by another program, and pushes or asks for no acknowledgements');
  }
  const known = filtersOf(info);
  if (known.join(' ') !== filters.join(' ')) {
    conflict(info, `has the filters ${list(known)}, not ${list(filters)}`);
  }
  const ack_wait = toNanoseconds(within);
  if (config.ack_wait === ack_wait) return info;
  const answer = await put(api, stream, name, { ...config, ack_wait }, 'update', deadline);
  if ('reply' in answer) return answer.reply;
  if (answer.error.err_code === 10149 || answer.error.err_code === 10014) return null;
  throw apiFailure(answer.error, opening(name, stream), { stream, consumer: name });
};

/** Numbers that say: there is such a consumer by now. Servers below 2.10 compare settings one by one, and use the last. */
const taken: readonly (number | undefined)[] = [10148, 10013, 10105, 10012];

/** Servers below 2.10 refuse filters outside of what the stream takes. */
const refusedFilters = 10093;

/** Makes a consumer; `null` where somebody else was faster. */
const create = async (
  api: Api,
  options: OpenOptions,
  deadline: Deadline,
  isLast: boolean,
): Promise<WireConsumerInfo | null> => {
  const { stream, name, filters, from, within } = options;
  const { sequence, since } = await findStart(api, stream, from, deadline);
  const id = createMessageId();
  const ask = async (asked: readonly string[], isExact: boolean) => {
    if (!isExact) await refuseWide(api, stream, filters, deadline);
    const config = {
      name,
      durable_name: name,
      ack_policy: 'explicit',
      ack_wait: toNanoseconds(within),
      max_deliver: -1,
      max_ack_pending: -1,
      replay_policy: 'instant',
      ...(sequence === 1
        ? { deliver_policy: 'all' }
        : { deliver_policy: 'by_start_sequence', opt_start_seq: sequence }),
      ...(asked.length === 1 && { filter_subject: asked[0] }),
      ...(asked.length > 1 && { filter_subjects: asked }),
      description: encodeDeclaration({ id, since, ...(!isExact && { filters }) }),
    };
    return put(api, stream, name, config, 'create', deadline);
  };
  const features = featuresOf(api.link.info);
  if (!features.severalFilters) await refuseOverlap(api, options, deadline);
  const plan = planFilters(filters, features);
  let answer = await ask(plan.filters, plan.matches === null);
  if ('error' in answer && answer.error.err_code === refusedFilters) answer = await ask([], false);
  if ('reply' in answer) return answer.reply;
  if (taken.includes(answer.error.err_code) && !isLast) return null;
  throw apiFailure(answer.error, opening(name, stream), { stream, consumer: name });
};

/** In a work queue a name must not get what is for others, not even to pass it over. */
const refuseWide = async (
  api: Api,
  stream: string,
  filters: readonly string[],
  deadline: Deadline,
): Promise<void> => {
  const { config } = await requireStreamInfo(api, stream, deadline);
  if (config.retention !== 'workqueue') return;
  fail(
    'unsupported',
    `The server ${api.link.info.version} cannot give one name of the work queue ${stream} the filters ${list(filters)}.`,
    'Use one filter for each name; a server from 2.10 on takes several that do not overlap and lie within the stream.',
    { stream },
  );
};

/** Servers below 2.10 see only filters that include each other, and two names would get the same work. */
const refuseOverlap = async (
  api: Api,
  { stream, name, filters }: OpenOptions,
  deadline: Deadline,
): Promise<void> => {
  const { config } = await requireStreamInfo(api, stream, deadline);
  if (config.retention !== 'workqueue') return;
  for (const other of await listConsumers(api, stream, deadline)) {
    const theirs = filtersOf(other);
    if (other.name !== name && overlap(filters, theirs)) {
      conflict(other, `takes ${list(theirs)}, which overlaps with ${list(filters)}`);
    }
  }
};

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 ||
  others.length === 0 ||
  some.some((one) => others.some((other) => filtersOverlap(one, other)));

const put = (
  api: Api,
  stream: string,
  name: string,
  config: WireConsumerConfig,
  action: 'create' | 'update',
  deadline: Deadline,
): ReturnType<typeof api.ask<WireConsumerInfo>> => {
  const { filter_subject: only } = config;
  return api.ask<WireConsumerInfo>({
    // With the filter in the subject a user can be allowed to read some subjects only.
    path: `CONSUMER.CREATE.${stream}.${name}${only ? `.${only}` : ''}`,
    body: {
      stream_name: stream,
      config,
      ...(featuresOf(api.link.info).severalFilters && { action }),
    },
    what: opening(name, stream),
    deadline,
    repeatable: true,
  });
};

const describe = (api: Api, info: WireConsumerInfo): DurableConsumer => {
  const { stream_name: stream, name, config } = info;
  const { filters, since } = readDeclaration(config.description);
  const matches = filters && createMatcher(filters);
  const { opt_start_seq: first = 0, ack_wait = 0 } = config;
  const time = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  return {
    stream,
    name,
    look: createLook(api, info),
    within: ack_wait / nanoseconds,
    wants: (message: StoredMessage): boolean =>
      // Servers below 2.11 begin with their last message where the start is still to come.
      message.sequence >= first &&
      message.time.getTime() >= time &&
      (matches?.(message.subject) ?? true),
  };
};

const opening = (name: string, stream: string): string =>
  `Opening the consumer ${name} of the stream ${stream}`;

const toNanoseconds = (milliseconds: number): number => Math.round(milliseconds * nanoseconds);

const list = (filters: readonly string[]): string => filters.join(', ') || '>';
