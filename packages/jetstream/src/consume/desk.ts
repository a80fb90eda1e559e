import type { CallOptions, Delivery } from '@agog/deliverables-core';
import {
  checkMilliseconds,
  encodeUtf8,
  fail,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { backOff } from '../api/api.ts';
import { nanoseconds } from '../api/stream-info.ts';
import { type Deadline, pause } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { fromDelivery } from '../message/stored-message.ts';
import { isDeleted } from './consumer-info.ts';
import type { DurableConsumer } from './open-consumer.ts';
import type { Arrival } from './puller.ts';

/** How long a server that answers at all takes for an answer, in milliseconds. */
const patience = 1_000;

/** How long handing back may take at the close, in milliseconds; what is not handed back comes again by its time. */
const handBackTimeout = 2_000;

/** How many acknowledgements are remembered: many times what a server that is killed can forget. */
const memory = 10_000;

const acknowledgement = encodeUtf8('+ACK');
const refusal = encodeUtf8('-NAK');
const extension = encodeUtf8('+WPI');

/** The deliveries of one consumption, from being handed out to being settled. */
export interface Desk {
  handOut(arrival: Arrival): Delivery;
  /** For what was delivered to nobody. */
  handBack(arrival: Arrival): void;
  /** Acknowledges what was not wanted. */
  passOver(arrival: Arrival): void;
  /** Whether a message was acknowledged before: a server that was killed forgets the last few moments. */
  isDone(sequence: number): boolean;
  /** The consumer is gone, and what it delivered is nobody's any more. */
  leave(): void;
  /** Hands back what is not settled. */
  close(): Promise<void>;
}

/** A delivery that is in the hands of this consumption until `until`, by `performance.now()`. */
interface Place {
  readonly reply: string;
  until: number;
}

/** Opens the desk of a consumption. */
export const createDesk = (context: Context, consumer: DurableConsumer): Desk => {
  const { link } = context;
  const { within } = consumer;
  // The server's clock started earlier: a refusal after its time would take the message out of other hands.
  const safe = within - Math.min(within / 20, 100);
  const held = new Set<Place>();
  const done = new Set<number>();
  const returning = new Set<Promise<unknown>>();
  let isOpen = true;
  let isGone = false;

  const isHeld = (place: Place): boolean =>
    isOpen && !isGone && held.has(place) && place.until > performance.now();
  const hold = (place: Place): void => {
    held.add(place);
    // What nobody settles would pile up.
    if (held.size % 100 === 0) for (const one of held) if (!isHeld(one)) held.delete(one);
  };
  const remember = (sequence: number): void => {
    done.add(sequence);
    const [oldest] = done;
    if (done.size > memory && oldest !== undefined) done.delete(oldest);
  };

  /** What the server knows of a delivery: it may have forgotten it, or the consumer may be gone. */
  const look = async (sequence: number, deadline: Deadline): Promise<'known' | 'lost' | 'gone'> => {
    try {
      const { delivered } = await consumer.look(deadline);
      return delivered.stream_seq < sequence ? 'lost' : 'known';
    } catch (error) {
      if (isDeleted(error)) return 'gone';
      throw error;
    }
  };

  const acknowledge = async (
    { reply, facts: { sequence } }: Arrival,
    seen: number,
    deadline: Deadline,
  ): Promise<void> => {
    let lossesSeen = seen;
    for (let attempt = 0; ; attempt++) {
      if (!link.isUp) await link.online(deadline);
      if (lossesSeen !== link.losses || attempt > 0) {
        lossesSeen = link.losses;
        const found = await look(sequence, deadline);
        if (found === 'gone') {
          isGone = true;
          return;
        }
        if (found === 'lost') {
          // A new leader may only be late.
          link.send(reply, acknowledgement);
          if (!isOpen) failLost(consumer, sequence);
          // When it comes again, it is acknowledged here.
          return;
        }
      }
      const wait = patience * 2 ** Math.min(attempt, 4);
      const answer = await link.request(reply, acknowledgement, { deadline, attempt: wait });
      if (typeof answer !== 'string') return;
      if (answer === 'no-responders') await pause(deadline, backOff(attempt));
    }
  };

  /** Tells the server once, if it can be told: what is lost on the way is made good by time. */
  const tell = async (reply: string, what: Uint8Array, deadline: Deadline): Promise<boolean> => {
    if (!link.isUp) return false;
    return typeof (await link.request(reply, what, { deadline, attempt: patience })) !== 'string';
  };
  const giveBack = (reply: string): void => {
    const deadline = startDeadline({ timeout: handBackTimeout });
    const giving = tell(reply, refusal, deadline)
      .catch(() => {})
      .finally(() => returning.delete(giving));
    returning.add(giving);
  };
  const begin = (options: CallOptions | undefined): Deadline => {
    const deadline = context.begin(options);
    deadline.next();
    return deadline;
  };

  return {
    handOut(arrival) {
      const { message, facts, reply, time } = arrival;
      const place: Place = { reply, until: time + safe };
      const seen = link.losses;
      let isAcknowledged = false;
      hold(place);
      return {
        message: fromDelivery(message, facts),
        attempts: facts.attempts,

        async acknowledge(options) {
          const deadline = begin(options);
          if (isAcknowledged || isGone) return;
          const wasHeld = held.delete(place);
          try {
            await acknowledge(arrival, seen, deadline);
          } catch (error) {
            if (wasHeld) hold(place);
            throw error;
          }
          isAcknowledged = true;
          remember(facts.sequence);
        },

        async retry(options) {
          const { delay = 0 } = options ?? {};
          checkMilliseconds('delay', delay, 0);
          const deadline = begin(options);
          if (!link.isUp) await link.online(deadline);
          if (!isHeld(place)) return;
          held.delete(place);
          const after = JSON.stringify({ delay: Math.round(delay * nanoseconds) });
          await tell(reply, delay > 0 ? encodeUtf8(`-NAK ${after}`) : refusal, deadline);
        },

        async extend(options) {
          const deadline = begin(options);
          for (let attempt = 0; isHeld(place); attempt++) {
            const sent = performance.now();
            if (await tell(reply, extension, deadline)) {
              place.until = Math.max(place.until, sent + safe);
              return;
            }
            await pause(deadline, backOff(attempt));
          }
        },
      };
    },

    handBack: ({ reply }) => giveBack(reply),
    passOver: ({ reply }) => link.send(reply, acknowledgement),
    isDone: (sequence) => done.has(sequence),

    leave() {
      isGone = true;
    },

    async close() {
      for (const place of held) if (isHeld(place)) giveBack(place.reply);
      isOpen = false;
      held.clear();
      await Promise.all(returning);
    },
  };
};

const failLost = ({ stream, name }: DurableConsumer, sequence: number): never =>
  fail(
    'store_unavailable',
    `The server was interrupted and does not know any more that it delivered the message ${sequence} of ${stream} to ${name}.`,
    'It is delivered again; acknowledge it then.',
    { stream, consumer: name, sequence },
  );
