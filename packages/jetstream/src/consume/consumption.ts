import type { Consumption, Delivery } from '@agog/deliverables-core';
import { startDeadline } from '@agog/deliverables-core/transport';
import { backOff } from '../api/api.ts';
import { pause } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { fromDelivery } from '../message/stored-message.ts';
import { isDeleted } from './consumer-info.ts';
import { createDesk } from './desk.ts';
import type { DurableConsumer } from './open-consumer.ts';
import { type Arrival, createPuller } from './puller.ts';

/** Deliveries of a durable name, pulled one by one as they are asked for. */
export const createConsumption = (
  context: Context,
  consumer: DurableConsumer,
  signal: AbortSignal | undefined,
): Consumption => {
  const { link, open } = context;
  const ending = new AbortController();
  const end = ending.signal;
  const deadline = startDeadline({ signal: end });
  const desk = createDesk(context, consumer);
  const puller = createPuller(context, consumer, desk.handBack);
  const confirm = async (): Promise<void> => {
    try {
      await consumer.look(deadline);
    } catch (error) {
      if (isDeleted(error)) desk.leave();
      puller.interrupt();
      throw error;
    }
  };

  /** Pulls, and asks meanwhile whether the consumer is still the same: a pull from another of its name is answered as well. */
  const pull = async (): Promise<Arrival | 'expired' | 'interrupted'> => {
    const confirming = confirm();
    // Awaited below.
    confirming.catch(() => {});
    const pulled = await puller.pull(end);
    try {
      await confirming;
    } catch (error) {
      if (typeof pulled !== 'string') desk.handBack(pulled);
      throw error;
    }
    return pulled;
  };

  const take = async (): Promise<Delivery | null> => {
    for (let troubles = 0; !end.aborted; ) {
      const pulled = await pull();
      if (pulled === 'interrupted') {
        if (troubles > 0) await pause(deadline, backOff(troubles));
        troubles += 1;
        await link.online(deadline);
        await confirm();
      } else if (pulled === 'expired') {
        troubles = 0;
      } else if (end.aborted) {
        desk.handBack(pulled);
      } else if (isWanted(pulled)) {
        return desk.handOut(pulled);
      } else {
        desk.passOver(pulled);
      }
    }
    return null;
  };
  const isWanted = ({ message, facts }: Arrival): boolean =>
    consumer.wants(fromDelivery(message, facts)) && !desk.isDone(facts.sequence);

  async function* deliveries(): AsyncGenerator<Delivery, undefined> {
    try {
      for (let delivery = await take(); delivery; delivery = await take()) yield delivery;
    } catch (error) {
      if (!end.aborted) throw error;
    } finally {
      abort();
    }
  }
  const generator = deliveries();

  const shutDown = async (): Promise<void> => {
    ending.abort();
    open.delete(close);
    signal?.removeEventListener('abort', abort);
    await puller.close();
    await desk.close();
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closing ??= shutDown();
    // Resolves when nothing is being taken any more.
    await generator.return(undefined);
    await closing;
  };
  // Nobody waits for this close; what it could not hand back comes again by its time.
  const abort = (): void => {
    closing ??= shutDown();
    closing.catch(() => {});
  };

  open.add(close);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  return {
    next: () => generator.next(),
    async return() {
      await close();
      return generator.return(undefined);
    },
    close,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
};
