import type { CallOptions, ConsumeOptions, Consumption, Delivery } from '@agog/deliverables-core';
import { claim, nextDue } from './claim.ts';
import { type ConsumerKey, lookUpConsumer, openConsumer } from './consumer.ts';
import { closed, type Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import type { Rows } from './rows.ts';
import { createSettlement } from './settle.ts';

const defaultAcknowledgeWithin = 30_000;

/** Deliveries of a durable name, claimed one by one as they are asked for. */
export const consume = async (
  engine: Engine,
  options: ConsumeOptions,
  callOptions: CallOptions,
): Promise<Consumption> => {
  const { store, now } = engine;
  const within = options.acknowledgeWithin ?? defaultAcknowledgeWithin;
  const key = await store.write((rows) => openConsumer(rows, options), callOptions);
  const settlement = createSettlement(engine, key, within);

  const place = (rows: Rows) => requireConsumer(rows, key, options);
  const take = async (takeOptions: CallOptions): Promise<Taken<Delivery>> => {
    // Looking takes no lock, and most looks find nothing.
    const due = await store.read((rows) => nextDue(rows, place(rows), now()), takeOptions);
    if (due > now()) return { lookAgain: due };
    const claimed = await store.write(
      (rows) => claim(rows, place(rows), now(), within),
      takeOptions,
    );
    return claimed === null ? { lookAgain: now() } : { item: settlement.deliver(claimed) };
  };
  return createFeed(engine, { take, release: settlement.release }, options.signal);
};

const requireConsumer = (rows: Rows, key: ConsumerKey, { stream, name }: ConsumeOptions) => {
  const place = lookUpConsumer(rows, key);
  if (place !== null) return place;
  throw closed(`The consumer ${name} of the stream ${stream} was deleted.`);
};
