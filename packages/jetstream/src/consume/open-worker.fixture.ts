import type { ConsumeOptions, Consumption, Delivery, StreamConfig } from '@agog/deliverables-core';
import { createAdmin } from '../admin/admin.ts';
import { config } from '../admin/open-admin.fixture.ts';
import { openContext, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { consume } from './consume.ts';
import type { WireConsumerInfo } from './consumer-info.ts';

interface Described extends WireConsumerInfo {
  readonly num_waiting: number;
  readonly ack_floor: { readonly stream_seq: number };
}

let count = 0;

/** A name that no other test uses. */
export const fresh = (what: string): string => `${what}-${++count}`;

/** All that a test of consumptions needs of one connection. */
export const openWorker = async (
  url: string,
  login?: { readonly user: string; readonly pass: string },
) => {
  const context = await openContext(url, login);
  const admin = createAdmin(context);
  const publish = createPublisher(context);
  const request = <T>(path: string, body?: unknown): Promise<T> =>
    context.api.call<T>({
      path,
      body,
      what: path,
      deadline: context.begin(undefined),
      repeatable: true,
    });
  return {
    context,
    admin,
    request,
    consume: (options: ConsumeOptions) => consume(context, options),
    async stream(changes: Partial<StreamConfig> = {}): Promise<string> {
      const name = fresh('stream');
      await admin.create(config(name, changes));
      return name;
    },
    /** Publishes messages whose text is their subject, one after the other. */
    async publish(...subjects: string[]): Promise<void> {
      for (const subject of subjects) {
        await publish(outgoing(subject, subject), { messageId: fresh('message') });
      }
    },
    /** A consumer as the server describes it. */
    look: (stream: string, name: string) => request<Described>(`CONSUMER.INFO.${stream}.${name}`),
  };
};

/** The next delivery. */
export const take = async (consumption: Consumption): Promise<Delivery> => {
  const { value, done } = await consumption.next();
  if (done) throw new Error('The consumption has ended.');
  return value;
};

/** The last token of a delivery's subject. */
export const nameOf = ({ message }: Delivery): string => message.subject.split('.').at(-1) ?? '';

/** The names of the next deliveries, each acknowledged. */
export const work = async (consumption: Consumption, most: number): Promise<string[]> => {
  const names: string[] = [];
  while (names.length < most) {
    const delivery = await take(consumption);
    names.push(nameOf(delivery));
    await delivery.acknowledge();
  }
  return names;
};
