import { DeliverablesError, type StoredMessage } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';
import { attemptTimeout, persist } from '../api/api.ts';
import { featuresOf } from '../connection/features.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import { distinctFilters, isSubject } from '../consumer/plan-filters.ts';
import type { Context } from '../context.ts';
import { fromDirectGet } from '../message/stored-message.ts';
import type { ReadPlan } from './read-plan.ts';

/** How many subjects one request may find; with more of them the server refuses it (2.15.1). */
const mostSubjects = 1_024;

/** How many bytes are asked for at once, by all requests that go on at the same time together; of one at least so many. */
const mostBytes = 4 * 1024 * 1024;
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
    if (!(await fill(pages))) return from === plan.from ? plan : { ...plan, from };
    const page = firstOf(pages);
    const message = page?.items.shift();
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
  /** What was fetched and not yet handed out. */
  items: StoredMessage[];
  isComplete: boolean;
  /** False where the server cannot answer. */
  fetchMore(): Promise<boolean>;
}

/** Has a message of each group at hand that has more. */
const fill = async (pages: readonly Pages[]): Promise<boolean> => {
  const empty = pages.filter((page) => page.items.length === 0 && !page.isComplete);
  const fetched = await Promise.all(empty.map((page) => page.fetchMore()));
  return fetched.every((isFetched) => isFetched);
};

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
  maxBytes: number,
): Pages => {
  const { link } = api;
  const path = api.subject(`DIRECT.GET.${stream}`);
  const what = `Reading from the stream ${stream}`;
  const isReplicated = (info.config.num_replicas ?? 1) > 1;
  let next = from;

  const receive = (message: NatsMessage): boolean => {
    if (message.data.length === 0 && (message.headers?.code ?? 0) > 0) return true;
    const stored = fromDirectGet(message);
    pages.items.push(stored);
    next = stored.sequence + 1;
    return false;
  };

  const pages: Pages = {
    items: [],
    isComplete: false,
    async fetchMore() {
      const deadline = waits();
      const answer = await persist(link, { what, deadline, repeatable: true }, (attempt) => {
        const query = { multi_last: filters, seq: next, up_to_seq: to, batch: mostSubjects };
        const payload = encodeUtf8(JSON.stringify({ ...query, max_bytes: maxBytes }));
        const patience = attemptTimeout * 2 ** attempt;
        return link.request(path, payload, { deadline, attempt: patience, isLast: receive });
      }).catch((error: unknown) => {
        // Whoever may not ask for many may still be allowed to read by a consumer.
        if (DeliverablesError.isInstance(error) && error.code === 'permission_denied') return null;
        throw error;
      });
      if (answer === null || answer === 'no-responders') return false;
      const code = answer.headers?.code;
      if (code === 204) {
        pages.isComplete = !(Number(answer.headers?.get('Nats-Num-Pending')) > 0);
        return pages.isComplete || pages.items.length > 0;
      }
      // "No results"; it is also what a replica says that has not come as far as asked for.
      pages.isComplete = code === 404 && !isReplicated;
      return pages.isComplete;
    },
  };
  return pages;
};
