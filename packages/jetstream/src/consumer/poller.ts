import { DeliverablesError, type StoredMessage } from '@agog/deliverables-core';
import { startDeadline } from '@agog/deliverables-core/transport';
import { getMany } from '../api/direct-get.ts';
import { fetchStreamInfo, type WireStreamInfo } from '../api/stream-info.ts';
import { within } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import type { Context } from '../context.ts';
import { closedConnection } from '../errors/nats-errors.ts';
import { askLeader } from '../read/leader.ts';
import { isDenied, mayPass } from './consumer-rights.ts';
import { planFilters } from './plan-filters.ts';
import {
  type Arrival,
  few,
  mostBytes,
  mostMessages,
  overhead,
  type Source,
  type SourceOptions,
} from './source.ts';

/** Between two looks at a stream that has nothing new, in milliseconds: longer each time. */
const shortestInterval = 100;
const longestInterval = 1_000;

/** What is asked for again after a page that took too long, in bytes. */
const smallPage = 128 * 1024;

/** What to poll. */
export interface Pollable {
  readonly stream: string;
  /** As a caller gives them: they may overlap; none means everything. */
  readonly filters: readonly string[];
  /** The stream as it was found. */
  readonly info: WireStreamInfo;
  /** The first sequence to look at. */
  readonly from: number;
  /** The last sequence that came before; 0 where none did. */
  readonly seen: number;
}

/**
 * Gets a stream's messages, for whoever may have no consumer. What was got is handed out when the stream is known to be
 * the same one as before; that look also tells how far there is more.
 */
export const createPoller = (
  context: Context,
  { stream, filters, info, from, seen: before }: Pollable,
  { upTo, onChange }: SourceOptions,
): Source => {
  const { api, link, open } = context;
  const closing = new AbortController();
  const deadline = startDeadline({ signal: closing.signal });
  const waiting = new Set<() => void>();
  const plan = planFilters(filters, { severalFilters: false });
  const [filter = '>'] = plan.filters;
  const buffer: Arrival[] = [];
  let bytes = 0;
  let next = from;
  let seen = before;
  /** The last sequence to look at, as far as known: all up to it is there, or was. */
  let end = upTo ?? info.state.last_seq;
  let getsDirectly = info.config.allow_direct === true;
  let interval = shortestInterval;
  let isPolling = false;
  let ended: Source['ended'] = null;
  let closed: Promise<void> | undefined;

  const announce = (): void => {
    onChange?.();
    for (const resume of [...waiting]) resume();
  };

  /** What there is from `next` on, and where to look after that. A server that lags does not say what is missing: the leader does. */
  const getSome = async (): Promise<{ messages: StoredMessage[]; after: number }> => {
    const messages: StoredMessage[] = [];
    const isBatch = featuresOf(link.info).batchGet;
    let after = next;
    const queryOf = (attempt: number): Readonly<Record<string, unknown>> => ({
      seq: after,
      next_by_subj: filter,
      // A server hangs up on whoever takes more than ten seconds for what it sends at once.
      ...(isBatch && { batch: mostMessages, max_bytes: attempt > 0 ? smallPage : mostBytes }),
    });
    const onMessage = (message: StoredMessage): boolean => {
      messages.push(message);
      after = message.sequence + 1;
      return !isBatch;
    };
    if (getsDirectly) {
      try {
        await getMany(api, stream, { deadline, queryOf, onMessage });
      } catch (error) {
        if (!isDenied(error)) throw error;
        getsDirectly = false;
      }
    }
    if (messages.length > 0) return { messages, after };
    const query = { seq: next, next_by_subj: filter };
    const message = await askLeader(api, stream, query, deadline);
    if (message) onMessage(message);
    else after = end + 1;
    return { messages, after };
  };

  const isSame = (now: WireStreamInfo | null): now is WireStreamInfo =>
    now?.created === info.created && (upTo !== null || !isSetBack(now, seen));

  const step = async (): Promise<void> => {
    const found = next <= end ? await getSome() : { messages: [], after: next };
    seen = found.messages.at(-1)?.sequence ?? seen;
    const now = await fetchStreamInfo(api, stream, deadline);
    if (!isSame(now)) {
      ended ??= 'lost';
      return;
    }
    next = Math.max(found.after, Math.min(now.state.first_seq, now.state.last_seq + 1));
    end = upTo ?? now.state.last_seq;
    for (const message of found.messages) {
      const { subject, sequence, time, size } = message;
      const isWanted = plan.matches?.(subject) ?? true;
      const toMessage = (): StoredMessage => message;
      const { body: _, ...head } = message;
      const forms = { toMessage, toHead: () => head };
      buffer.push({ subject, sequence, time, size, pending: null, isWanted, ...forms });
      bytes += size + overhead;
    }
    if (found.messages.length > 0) interval = shortestInterval;
  };

  /** Waits for the next look; a connection that stands again is looked at at once. */
  const rest = async (): Promise<void> => {
    await within(deadline, (resume) => {
      const timer = setTimeout(resume, interval);
      const forget = link.onChange((isUp) => isUp && resume());
      return () => {
        clearTimeout(timer);
        forget();
      };
    });
    interval = Math.min(interval * 1.5, longestInterval);
  };

  /** Until something came. Does not reject. */
  const poll = async (): Promise<void> => {
    isPolling = true;
    try {
      let isFirst = true;
      const held = buffer.length;
      while (ended === null && buffer.length === held && (upTo === null || next <= end)) {
        if (next > end && !isFirst) await rest();
        isFirst = false;
        await step();
      }
    } catch (error) {
      // A server that starts, or a stream that is away, is waited for like a lost consumer.
      ended ??=
        upTo === null && mayPass(error) ? 'lost' : { error: refused(context, stream, error) };
    }
    isPolling = false;
    announce();
  };

  const pollIfLow = (isAwaited: boolean): void => {
    const isFull = buffer.length > mostMessages * few || bytes > mostBytes * few;
    if (isPolling || ended !== null || isFull) return;
    // It does not reject.
    if (next <= end || (upTo === null && isAwaited)) void poll();
  };

  const shutDown = async (): Promise<void> => {
    open.delete(close);
    ended ??= { error: closedConnection(undefined) };
    closing.abort();
    buffer.length = 0;
    announce();
  };
  const close = (): Promise<void> => {
    closed ??= shutDown();
    return closed;
  };

  open.add(close);
  return {
    get isDone() {
      return !isPolling && buffer.length === 0 && upTo !== null && next > end;
    },
    get isExpecting() {
      return isPolling && buffer.length === 0 && next <= end;
    },
    hasHeard: true,
    get ended() {
      return ended;
    },
    take() {
      const arrival = buffer.shift();
      if (arrival) bytes -= arrival.size + overhead;
      pollIfLow(arrival === undefined);
      return arrival;
    },
    changed: (until) =>
      within(until, (resume) => {
        waiting.add(resume);
        return () => waiting.delete(resume);
      }),
    close,
  };
};

/**
 * Whether a stream ends before what came from it: its only server lost the end in a power cut, or was given an older
 * copy. What it stores then gets these sequences once more.
 */
export const isSetBack = ({ config, state }: WireStreamInfo, seen: number): boolean =>
  (config.num_replicas ?? 1) === 1 && state.last_seq < seen;

/** Whoever may have neither is told of the consumer, and may be given one for another filter. */
const refused = ({ refusals }: Context, stream: string, error: unknown): unknown => {
  if (!isDenied(error)) return error;
  const refusal = refusals.get(stream);
  refusals.delete(stream);
  return refusal ?? DeliverablesError.from(error);
};
