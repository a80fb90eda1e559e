import type { CallOptions, ConsumeOptions, Consumption, Delivery } from '@agog/deliverables-core';
import { checkMilliseconds } from '@agog/deliverables-core/transport';
import { claim, look } from './claim.ts';
import { openConsumer, requireConsumer } from './consumer.ts';
import type { Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import { finish, postpone } from './settle.ts';

const defaultAcknowledgeWithin = 30_000;

/** Deliveries of a durable name, claimed one by one as they are asked for. */
export const consume = async (
  engine: Engine,
  options: ConsumeOptions,
  callOptions: CallOptions,
): Promise<Consumption> => {
  const { store, write } = engine;
  const { acknowledgeWithin: within = defaultAcknowledgeWithin } = options;
  const own = { ...options, filters: [...(options.filters ?? [])] };
  const key = await store.write((rows) => openConsumer(rows, own), callOptions);
  /** The attempts of what is in our hands, by sequence. */
  const held = new Map<number, number>();
  let scanned = 0;

  const deliver = (message: Delivery['message'], attempts: number): Delivery => {
    const { sequence } = message;
    const isHeld = () => held.get(sequence) === attempts;
    const move = (delay: number, moveOptions: CallOptions | undefined) =>
      write(moveOptions, (rows) => {
        if (isHeld()) postpone(rows, key, [sequence, attempts], delay);
      });
    const letGo = () => {
      // The next attempt may be in our hands by now.
      if (isHeld()) held.delete(sequence);
    };
    held.set(sequence, attempts);
    return {
      message,
      attempts,
      async acknowledge(settleOptions) {
        await write(settleOptions, (rows) => finish(rows, key, sequence));
        letGo();
      },
      async retry(settleOptions) {
        const { delay = 0 } = settleOptions ?? {};
        checkMilliseconds('delay', delay, 0);
        await move(delay, settleOptions);
        letGo();
      },
      extend: (extendOptions) => move(within, extendOptions),
    };
  };

  return createFeed(
    engine,
    {
      async take(takeOptions): Promise<Taken<Delivery>> {
        // Looking takes no lock, and most looks find nothing.
        const outlook = await store.read(
          (rows) => look(rows, requireConsumer(rows, key), scanned),
          takeOptions,
        );
        scanned = outlook.scanned;
        if (!outlook.isReady) return outlook.wait;
        const claimed = await store.write(
          (rows) => claim(rows, requireConsumer(rows, key), { within, scanned }),
          takeOptions,
        );
        // Else another was faster.
        if (!claimed) return 0;
        const delivery = deliver(claimed.message, claimed.attempts);
        return () => delivery;
      },
      async release() {
        const unsettled = [...held];
        held.clear();
        if (unsettled.length > 0) {
          await store.write((rows) => {
            for (const one of unsettled) postpone(rows, key, one, 0);
          }, {});
        }
      },
    },
    options.signal,
  );
};
