import { startDeadline } from '@agog/deliverables-core/transport';
import { within } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { closedConnection } from '../errors/nats-errors.ts';
import { fromDelivery, headFromDelivery } from '../message/stored-message.ts';
import { leastPatience, type PullWish, pull } from './pull.ts';
import {
  type Arrival,
  few,
  mostBytes,
  mostMessages,
  overhead,
  type Source,
  type SourceOptions,
} from './source.ts';
import { deleteConsumer, type TemporaryConsumer } from './temporary-consumer.ts';

/** As many heads, which need no other bound. */
const mostHeads = 250;

/** What one consumer delivers. */
export interface Puller extends Source {
  readonly consumer: TemporaryConsumer;
}

/** Pulls from a consumer, from the first look for a message on. */
export const createPuller = (
  { api, link, open }: Context,
  consumer: TemporaryConsumer,
  { upTo, patience = leastPatience, onChange }: SourceOptions,
): Puller => {
  const closing = new AbortController();
  const deadline = startDeadline({ signal: closing.signal });
  const waiting = new Set<() => void>();
  const most = consumer.headersOnly ? mostHeads : mostMessages;
  const maxBytes = consumer.headersOnly ? null : mostBytes;
  const inbox = link.openInbox();
  const buffer: Arrival[] = [];
  let bytes = 0;
  let delivered = 0;
  let sequence = consumer.before;
  /** Matching messages on the server, as far as it has told. */
  let pending = consumer.pending;
  /** The next message is too large for many. */
  let isLarge = false;
  let isPulling = false;
  let hasHeard = false;
  let ended: Puller['ended'] = null;
  let closed: Promise<void> | undefined;

  const announce = (): void => {
    onChange?.();
    for (const resume of [...waiting]) resume();
  };

  const pullSome = async (wish: PullWish): Promise<void> => {
    isPulling = true;
    try {
      const end = await pull(api, consumer, wish, {
        inbox,
        delivered,
        patience,
        deadline,
        onDelivery(message, facts) {
          delivered += 1;
          hasHeard = true;
          ({ sequence, pending } = facts);
          bytes += message.data.length + overhead;
          const { subject } = message;
          buffer.push({
            ...facts,
            subject,
            size: message.data.length,
            isWanted: consumer.matches?.(subject) ?? true,
            toMessage: () => fromDelivery(message, facts),
            toHead: () => headFromDelivery(message, facts),
          });
          announce();
        },
        onHeartbeat() {
          hasHeard = true;
        },
      });
      isLarge = end === 'full';
      if (end === 'empty') pending = 0;
      if (end === 'lost') ended ??= 'lost';
    } catch (error) {
      ended ??= { error };
    }
    isPulling = false;
    announce();
  };

  /** What to ask for next, if anything. */
  const nextWish = (isAwaited: boolean): PullWish | null => {
    if (buffer.length > most * few || bytes > mostBytes * few) return null;
    const batch = Math.min(most, pending, (upTo ?? Number.POSITIVE_INFINITY) - sequence);
    if (batch > 0) return isLarge ? 'one' : { batch, maxBytes };
    // What is not awaited may be removed before it is: it had better stay where it is.
    return upTo === null && isAwaited ? 'one' : null;
  };

  const pullIfLow = (isAwaited: boolean): void => {
    const wish = isPulling || ended !== null ? null : nextWish(isAwaited);
    // It does not reject.
    if (wish) void pullSome(wish);
  };

  const shutDown = async (): Promise<void> => {
    open.delete(close);
    ended ??= { error: closedConnection(undefined) };
    closing.abort();
    inbox.close();
    buffer.length = 0;
    announce();
    await deleteConsumer(api, consumer);
  };
  const close = (): Promise<void> => {
    closed ??= shutDown();
    return closed;
  };

  open.add(close);
  return {
    consumer,
    get isDone() {
      return !isPulling && buffer.length === 0 && nextWish(false) === null;
    },
    get isExpecting() {
      return isPulling && buffer.length === 0 && pending > 0;
    },
    get hasHeard() {
      return hasHeard;
    },
    get ended() {
      return ended;
    },
    take() {
      const arrival = buffer.shift();
      if (arrival) bytes -= arrival.size + overhead;
      pullIfLow(arrival === undefined);
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
