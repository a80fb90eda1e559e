import { encodeUtf8 } from '@agog/deliverables-core/transport';
import { nanoseconds } from '../api/stream-info.ts';
import type { Listener } from '../connection/listener.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import type { Context } from '../context.ts';
import { type DeliveryFacts, parseDeliverySubject } from '../message/delivery-subject.ts';
import type { DurableConsumer } from './open-consumer.ts';

/** How long a pull waits on the server, in milliseconds. */
const expires = 30_000;

/** How often the server says that a pull still waits, in milliseconds. */
const heartbeat = 1_000;

/** After how long a silence a pull counts as lost, in milliseconds. */
const silence = 2_500;

/** A message that was delivered. */
export interface Arrival {
  readonly message: NatsMessage;
  readonly facts: DeliveryFacts;
  /** Where it is acknowledged. */
  readonly reply: string;
  /** When it came, by `performance.now()`. */
  readonly time: number;
}

/** Asks for messages one by one: nothing is delivered that nobody waits for. */
export interface Puller {
  /** The next message; or the server had none for a while; or something broke, and the consumer may be gone. */
  pull(signal: AbortSignal): Promise<Arrival | 'expired' | 'interrupted'>;
  /** Ends a pull as interrupted. */
  interrupt(): void;
  /** Resolves when nothing can arrive any more. */
  close(): Promise<void>;
}

/** Pulls from a consumer. `onStray` gets what is delivered after its pull was given up. */
export const createPuller = (
  { api, link }: Context,
  { stream, name }: DurableConsumer,
  onStray: (arrival: Arrival) => void,
): Puller => {
  const subject = api.subject(`CONSUMER.MSG.NEXT.${stream}.${name}`);
  const times = { expires: expires * nanoseconds, idle_heartbeat: heartbeat * nanoseconds };
  const body = encodeUtf8(JSON.stringify({ batch: 1, ...times }));
  const leaving = new Set<Promise<void>>();
  let listener: Listener | null = null;
  let receive: ((message: NatsMessage) => void) | null = null;
  let interrupt = (): void => {};

  const listen = (): Listener => {
    const own = link.listen((message) => {
      if (listener === own && receive) {
        receive(message);
        return;
      }
      const arrival = readArrival(message);
      if (arrival) onStray(arrival);
    });
    return own;
  };
  /** A pull that was given up may still be answered: that must not come to the next one. */
  const leave = (): void => {
    if (!listener) return;
    const left = listener.close().finally(() => leaving.delete(left));
    leaving.add(left);
    listener = null;
  };

  return {
    pull(signal) {
      if (!link.isUp || signal.aborted) return Promise.resolve('interrupted');
      return new Promise((resolve, reject) => {
        listener ??= listen();
        const own = listener;
        const stop = (): void => {
          receive = null;
          interrupt = () => {};
          clearTimeout(timer);
          stopChange();
          stopRefusal();
          signal.removeEventListener('abort', giveUp);
        };
        const finish = (pulled: Arrival | 'expired' | 'interrupted'): void => {
          stop();
          resolve(pulled);
        };
        const giveUp = (): void => {
          leave();
          finish('interrupted');
        };
        const wait = () => setTimeout(giveUp, silence);
        let timer = wait();
        const stopChange = link.onChange(giveUp);
        const stopRefusal = link.onRefusal((refused, error) => {
          if (refused !== subject && refused !== own.subject) return;
          leave();
          stop();
          reject(error);
        });
        signal.addEventListener('abort', giveUp);
        interrupt = giveUp;
        receive = (message) => {
          const arrival = readArrival(message);
          if (arrival) return finish(arrival);
          const status = message.headers?.code;
          if (status === 408) return finish('expired');
          if (status !== 100) return giveUp();
          clearTimeout(timer);
          timer = wait();
        };
        link.send(subject, body, own.subject);
      });
    },

    interrupt: () => interrupt(),

    async close() {
      leave();
      await Promise.all(leaving);
    },
  };
};

const readArrival = (message: NatsMessage): Arrival | null => {
  const facts = parseDeliverySubject(message.reply);
  if (!facts || message.reply === undefined) return null;
  return { message, facts, reply: message.reply, time: performance.now() };
};
