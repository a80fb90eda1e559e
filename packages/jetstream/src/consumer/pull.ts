import { encodeUtf8 } from '@agog/deliverables-core/transport';
import type { Api } from '../api/api.ts';
import { nanoseconds } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import type { Inbox } from '../connection/inbox.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import { type DeliveryFacts, parseDeliverySubject } from '../message/delivery-subject.ts';
import type { TemporaryConsumer } from './temporary-consumer.ts';

/** How long one pull waits for a message, in milliseconds. */
const expires = 30_000;

/** How often the server says that it still listens while there is nothing to deliver, in milliseconds. */
const heartbeat = 1_000;

/** How long nothing may be heard before a pull counts as lost, in milliseconds: more than two heartbeats. */
export const leastPatience = 2_500;

/**
 * How a pull ended: it brought what it asked for (`'whole'`); there is nothing more (`'empty'`); the next message is
 * larger than it may bring (`'full'`); its consumer is gone, or something was lost on the way (`'lost'`).
 */
export type PullEnd = 'whole' | 'empty' | 'full' | 'lost';

/** What to ask for: one message, however large, waited for; or many of those that are there. */
export type PullWish = 'one' | { readonly batch: number; readonly maxBytes: number | null };

/** How to ask, and what to do with what comes. */
export interface PullOptions {
  readonly inbox: Inbox;
  /** How many messages this consumer has delivered before. */
  readonly delivered: number;
  /** In milliseconds, see {@link leastPatience}. */
  readonly patience: number;
  readonly deadline: Deadline;
  onDelivery(message: NatsMessage, facts: DeliveryFacts): void;
  /** Called when the server says that it still listens. */
  onHeartbeat(): void;
}

/** One pull from a consumer. Every delivery is checked to follow the one before. */
export const pull = async (
  api: Api,
  { stream, name }: TemporaryConsumer,
  wish: PullWish,
  options: PullOptions,
): Promise<PullEnd> => {
  const { inbox, patience, deadline, onDelivery, onHeartbeat } = options;
  const batch = wish === 'one' ? 1 : wish.batch;
  let { delivered } = options;
  let end: PullEnd = 'lost';

  const receive = (message: NatsMessage): boolean => {
    const facts = parseDeliverySubject(message.reply);
    if (facts) {
      if (facts.delivery !== delivered + 1) return true;
      delivered += 1;
      const isWhole = delivered === options.delivered + batch;
      if (isWhole) end = 'whole';
      onDelivery(message, facts);
      return isWhole;
    }
    const { code = 0, description = '' } = message.headers ?? {};
    // Said behind the last message of a batch, which the pull before this one has counted itself.
    if (code === 409 && /batch completed/i.test(description)) return false;
    if (code === 100) {
      onHeartbeat();
      // What the server counts as delivered and is not here was lost.
      return Number(message.headers?.get('Nats-Last-Consumer')) > delivered;
    }
    if (code === 404 || code === 408) end = 'empty';
    else if (code === 409 && /exceeds maxbytes/i.test(description)) end = 'full';
    return true;
  };

  const body =
    wish === 'one'
      ? { batch, expires: expires * nanoseconds, idle_heartbeat: heartbeat * nanoseconds }
      : { batch, no_wait: true, ...(wish.maxBytes !== null && { max_bytes: wish.maxBytes }) };
  const answer = await api.link.request(
    api.subject(`CONSUMER.MSG.NEXT.${stream}.${name}`),
    encodeUtf8(JSON.stringify(body)),
    { deadline, attempt: patience, provesSilence: true, inbox, isLast: receive },
  );
  return typeof answer === 'string' ? 'lost' : end;
};
