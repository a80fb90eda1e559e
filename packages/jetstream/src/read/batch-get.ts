import type { StoredMessage } from '@agog/deliverables-core';
import { getMany } from '../api/direct-get.ts';
import { featuresOf } from '../connection/features.ts';
import { isDenied } from '../consumer/consumer-rights.ts';
import { distinctFilters, isSubject } from '../consumer/plan-filters.ts';
import type { Context } from '../context.ts';
import type { ReadPlan } from './read-plan.ts';

/** How many subjects one request may find; with more of them the server refuses it (2.15.1). */
const mostSubjects = 1_024;

/** How many bytes are asked for at once, by all requests that go on at the same time together; of one at least so many. */
const mostBytes = 16 * 1024 * 1024;
const leastBytes = 128 * 1024;

/**
 * The newest message of each subject, many by one request. Answers what is left of the plan, which is all of it where
 * the server cannot do that, or `null`.
 */
export async function* readBatches<T>(
  context: Context,
  plan: ReadPlan,
  toItem: (message: StoredMessage) => T,
): AsyncGenerator<T, ReadPlan | null> {
  const { batchGet } = featuresOf(context.link.info);
  if (!batchGet || plan.info.config.allow_direct !== true) return plan;
  const groups = groupFilters(plan.filters);
  const maxBytes = Math.max(leastBytes, Math.floor(mostBytes / groups.length));
  const pages = groups.map((filters) => createPages(context, plan, filters, maxBytes));
  let from = plan.from;
  for (;;) {
    await Promise.all(pages.map((page) => page.ready()));
    if (pages.some((page) => page.isRefused)) {
      return from === plan.from ? plan : { ...plan, from };
    }
    const message = firstOf(pages)?.items.shift();
    if (!message) return null;
    plan.waits();
    from = message.sequence + 1;
    yield toItem(message);
  }
}

/** Filters in groups that one request can take, none of which finds what another one does. */
const groupFilters = (filters: readonly string[]): string[][] => {
  const distinct = distinctFilters(filters);
  if (distinct.length === 0) return [['>']];
  const wild = distinct.filter((filter) => !isSubject(filter));
  const groups = wild.length > 0 ? [wild] : [];
  const subjects = distinct.filter(isSubject);
  for (let first = 0; first < subjects.length; first += mostSubjects) {
    groups.push(subjects.slice(first, first + mostSubjects));
  }
  return groups;
};

/** What one group of filters finds, in order. */
interface Pages {
  /** What has come and was not yet handed out. */
  readonly items: StoredMessage[];
  /** The server cannot answer, and there is nothing left of what it did answer. */
  readonly isRefused: boolean;
  /** Resolves when there is something to hand out, or nothing more to come. */
  ready(): Promise<void>;
}

const firstOf = (pages: readonly Pages[]): Pages | undefined => {
  let found: Pages | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const page of pages) {
    const { sequence } = page.items[0] ?? { sequence: Number.POSITIVE_INFINITY };
    if (sequence >= least) continue;
    least = sequence;
    found = page;
  }
  return found;
};

const createPages = (
  { api }: Context,
  { stream, from, to, info, waits }: ReadPlan,
  filters: readonly string[],
  mostAtOnce: number,
): Pages => {
  const isReplicated = (info.config.num_replicas ?? 1) > 1;
  const items: StoredMessage[] = [];
  let next = from;
  let maxBytes = mostAtOnce;
  let state: 'open' | 'complete' | 'refused' = 'open';
  let failure: { readonly error: unknown } | null = null;
  let fetching: Promise<void> | null = null;
  let arrived = (): void => {};

  const onMessage = (message: StoredMessage): boolean => {
    items.push(message);
    next = message.sequence + 1;
    arrived();
    return false;
  };
  const queryOf = (attempt: number): Readonly<Record<string, unknown>> => {
    // A server hangs up on whoever takes more than ten seconds for what it sends at once.
    if (attempt > 0) maxBytes = leastBytes;
    const range = { multi_last: filters, seq: next, up_to_seq: to };
    return { ...range, batch: mostSubjects, max_bytes: maxBytes };
  };

  const fetchPage = async (): Promise<void> => {
    const before = next;
    const { code, hasMore } = await getMany(api, stream, { deadline: waits(), queryOf, onMessage });
    if (code === 204) {
      if (!hasMore) state = 'complete';
      else if (next === before) state = 'refused';
    } else {
      // "No results"; a replica says so too where it has not come as far as asked for.
      state = code === 404 && !isReplicated ? 'complete' : 'refused';
    }
  };

  /** Does not reject. */
  const fetchMore = async (): Promise<void> => {
    try {
      await fetchPage();
    } catch (error) {
      // Whoever may not ask for many may still be allowed to read by a consumer.
      if (isDenied(error)) state = 'refused';
      else failure = { error };
    }
    fetching = null;
  };

  return {
    items,
    get isRefused() {
      return state === 'refused' && items.length === 0;
    },
    async ready() {
      while (items.length === 0 && state === 'open') {
        if (failure) throw failure.error;
        fetching ??= fetchMore();
        const first = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        await Promise.race([fetching, first]);
      }
    },
  };
};
