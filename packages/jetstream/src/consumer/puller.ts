import { startDeadline } from '@agog/deliverables-core/transport';
import { type Deadline, within } from '../connection/deadline.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import type { Context } from '../context.ts';
import { closedConnection } from '../errors/nats-errors.ts';
import type { DeliveryFacts } from '../message/delivery-subject.ts';
import { leastPatience, type PullWish, pull } from './pull.ts';
import { deleteConsumer, type TemporaryConsumer } from './temporary-consumer.ts';

/** How much one pull brings at most, and so about how much is held in memory. Replays are no faster with more. */
const mostMessages = 500;
const mostBytes = 4 * 1024 * 1024;

/** As many heads, which need no other bound. */
const mostHeads = 250;

/** What is held when the next pull is sent: so little that the two together are not much more than one. */
const few = 0.25;

/** What a message counts besides its body, in bytes. */
const overhead = 512;

/** A message as a consumer delivers it. */
export interface Arrival {
  readonly message: NatsMessage;
  readonly facts: DeliveryFacts;
  /** Whether the reader's filters match it: the consumer's own may be wider. */
  readonly isWanted: boolean;
}

/** How to pull. */
export interface PullerOptions {
  /** No message behind this sequence is wanted; `null` where there is no end, and what is still to come is waited for. */
  readonly upTo: number | null;
  /** How long silence is borne, in milliseconds. */
  readonly patience?: number | undefined;
  /** Called when something came or changed. */
  readonly onChange?: (() => void) | undefined;
}

/** What one consumer delivers: what is there a little ahead of its reader, what is still to come when he asks. */
export interface Puller {
  readonly consumer: TemporaryConsumer;
  /** The next message that came, if one is there. */
  take(): Arrival | undefined;
  /** Everything up to the end was taken, as far as the server knows. */
  readonly isDone: boolean;
  /** A message that the server has is on its way, and none is here. */
  readonly isExpecting: boolean;
  /** Anything came from the server at all. */
  readonly hasHeard: boolean;
  /** Why nothing more will come: the consumer is gone or something was lost; or with an error. */
  readonly ended: 'lost' | { readonly error: unknown } | null;
  /** Waits for a change. */
  changed(deadline: Deadline): Promise<void>;
  /** Deletes the consumer. */
  close(): Promise<void>;
}

/** Pulls from a consumer, from the first look for a message on. */
export const createPuller = (
  { api, link, open }: Context,
  consumer: TemporaryConsumer,
  { upTo, patience = leastPatience, onChange }: PullerOptions,
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
          const isWanted = consumer.matches?.(message.subject) ?? true;
          buffer.push({ message, facts, isWanted });
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
      if (arrival) bytes -= arrival.message.data.length + overhead;
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
