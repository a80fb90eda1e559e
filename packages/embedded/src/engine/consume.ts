import type { CallOptions, ConsumeOptions, Consumption, Delivery } from '@agog/deliverables-core';
import { checkMilliseconds } from './check-query.ts';
import { type Claim, choose, claim } from './claim.ts';
import { openConsumer, requireConsumer } from './consumer.ts';
import type { Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import type { Rows } from './rows.ts';
import { type DeliveryKey, finish, postpone } from './settle.ts';

const defaultAcknowledgeWithin = 30_000;

/** Deliveries of a durable name, claimed one by one as they are asked for. */
export const consume = async (
  engine: Engine,
  options: ConsumeOptions,
  callOptions: CallOptions,
): Promise<Consumption> => {
  const { store, write } = engine;
  const { name, acknowledgeWithin: within = defaultAcknowledgeWithin } = options;
  const stream = await store.write((rows) => openConsumer(rows, options), callOptions);
  /** What is in our hands, by sequence. */
  const held = new Map<number, DeliveryKey>();

  const deliver = ({ message, attempts }: Claim): Delivery => {
    const key = { stream, name, sequence: message.sequence, attempts };
    held.set(key.sequence, key);
    const settle = async (
      settleOptions: CallOptions | undefined,
      change: (rows: Rows) => void,
    ): Promise<void> => {
      await write(settleOptions, change);
      // The next attempt may be in our hands by now.
      if (held.get(key.sequence) === key) held.delete(key.sequence);
    };
    const postponeHeld = (rows: Rows, delay: number): void => {
      if (held.get(key.sequence) === key) postpone(rows, key, delay);
    };
    return {
      message,
      attempts,
      acknowledge: (settleOptions) => settle(settleOptions, (rows) => finish(rows, key)),
      async retry(settleOptions = {}) {
        const { delay = 0 } = settleOptions;
        checkMilliseconds('delay', delay, 0);
        await settle(settleOptions, (rows) => postponeHeld(rows, delay));
      },
      extend: (extendOptions) => write(extendOptions, (rows) => postponeHeld(rows, within)),
    };
  };

  const place = (rows: Rows) => requireConsumer(rows, stream, options);
  const take = async (takeOptions: CallOptions): Promise<Taken<Delivery>> => {
    // Looking takes no lock, and most looks find nothing.
    const chosen = await store.read((rows) => choose(rows, place(rows)), takeOptions);
    if ('lookAgain' in chosen) return chosen;
    const claimed = await store.write((rows) => claim(rows, place(rows), within), takeOptions);
    // `null`: another was faster.
    return claimed === null ? { lookAgain: 0 } : { item: deliver(claimed) };
  };
  const release = async () => {
    const keys = [...held.values()];
    held.clear();
    if (keys.length === 0) return;
    await store.write((rows) => {
      for (const key of keys) postpone(rows, key, 0);
    }, {});
  };
  return createFeed(engine, { take, release }, options.signal);
};
