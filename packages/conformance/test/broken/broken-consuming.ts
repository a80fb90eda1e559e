import {
  DeliverablesError,
  type Delivery,
  type StreamConfig,
  type StreamInfo,
} from '@agog/deliverables-core';
import { adminOf, type BrokenTransport, changed, mapped } from './broken-transport.ts';

const changeDeliveries = (
  name: string,
  breaks: BrokenTransport['breaks'],
  change: (delivery: Delivery) => Delivery | Promise<Delivery>,
): BrokenTransport => ({
  name,
  breaks,
  breakIt: (transport) =>
    changed(transport, {
      consume: async (options) => mapped(await transport.consume(options), change),
    }),
});

/** Faults in handing out work, and in managing streams. */
export const brokenConsuming: readonly BrokenTransport[] = [
  changeDeliveries(
    'counts every attempt as the first',
    {
      'settle.retry-at-once': /The attempts should be 2, but is 1/,
      'settle.late-is-delivered-again': /The attempts should be 2, but is 1/,
    },
    (delivery) => changed(delivery, { attempts: 1 }),
  ),
  changeDeliveries(
    'acknowledges what it only hands out',
    {
      'settle.late-is-delivered-again': /in vain for attempt 2/,
      'work-queue.kept-until-acknowledged': /number of messages meanwhile should be 1, but is 0/,
    },
    async (delivery) => {
      await delivery.acknowledge();
      return delivery;
    },
  ),
  changeDeliveries(
    'takes a retry for done',
    {
      'settle.retry-at-once': /in vain for the second attempt/,
      'settle.retry-after-a-delay': /in vain for the second attempt/,
    },
    (delivery) => changed(delivery, { retry: () => delivery.acknowledge() }),
  ),
  changeDeliveries(
    'retries without the delay',
    { 'settle.retry-after-a-delay': /The other message should be|should come after 500 ms/ },
    (delivery) => changed(delivery, { retry: () => delivery.retry() }),
  ),
  changeDeliveries(
    'does not extend',
    { 'settle.extend': /second attempt came .* should be false, but is true/ },
    (delivery) => changed(delivery, { extend: async () => {} }),
  ),
  {
    name: 'settles a message, and not one delivery of it',
    breaks: { 'settle.late-retry-disturbs-none': /What comes next.* should be/ },
    breakIt: (transport) => {
      const newest = new Map<string, Delivery>();
      const change = (delivery: Delivery): Delivery => {
        const key = `${delivery.message.stream} ${delivery.message.sequence}`;
        newest.set(key, delivery);
        return changed(delivery, { retry: async () => newest.get(key)?.retry() });
      };
      return changed(transport, {
        consume: async (options) => mapped(await transport.consume(options), change),
      });
    },
  },
  changeDeliveries(
    'takes no second settling',
    {
      'settle.acknowledged-twice': /closed: It is settled/,
      'settle.retried-twice': /closed: It is settled/,
    },
    (delivery) => {
      let settled = false;
      const once = async (settle: () => Promise<void>): Promise<void> => {
        if (settled) throw new DeliverablesError({ code: 'closed', message: 'It is settled.' });
        settled = true;
        await settle();
      };
      return changed(delivery, {
        acknowledge: () => once(() => delivery.acknowledge()),
        retry: (options) => once(() => delivery.retry(options)),
      });
    },
  ),
  {
    name: 'lets work stop unnoticed',
    breaks: {
      'consume.stream-deleted': /should fail with stream_not_found, but answered \{"done":true/,
      'consume.name-deleted': /should fail with consumer_not_found, but answered \{"done":true/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async consume(options) {
          const consumption = await transport.consume(options);
          const end = () => ({ done: true, value: undefined }) as const;
          return changed(consumption, { next: () => consumption.next().catch(end) });
        },
      }),
  },
  {
    name: 'takes a name made anew for the old one',
    breaks: {
      'consume.name-made-anew': /should fail with consumer_not_found, but answered|in vain/,
      'consume.name-deleted': /should fail with consumer_not_found|in vain/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async consume(options) {
          const consumption = await transport.consume(options);
          const goOn = async () => (await transport.consume(options)).next();
          return changed(consumption, { next: () => consumption.next().catch(goOn) });
        },
      }),
  },
  {
    name: 'forgets a durable name',
    breaks: {
      'consume.name-resumes': /What comes then should be \["3","4"\]/,
      'consume.shared-name': /What both got should be|in vain/,
      'admin.consumers': /The durable names should be/,
    },
    breakIt: (transport) => {
      let count = 0;
      return changed(transport, {
        consume(options) {
          count += 1;
          return transport.consume({ ...options, name: `${options.name}-${count}`, from: 'start' });
        },
      });
    },
  },
  {
    name: 'takes a work queue for any other stream',
    breaks: {
      'work-queue.overlapping-names-conflict': /should fail with consumer_conflict, but answered/,
      'work-queue.begins-at-its-start': /should fail with unsupported, but answered/,
      'work-queue.no-subscription': /should fail with unsupported, but answered/,
      'work-queue.acknowledged-is-removed': /in vain until the message was removed/,
      'work-queue.makes-room': /in vain until the queue was empty/,
    },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      const queues = new Map<string, StreamConfig>();
      const disguise = (info: StreamInfo): StreamInfo => ({
        ...info,
        config: queues.get(info.config.name) ?? info.config,
      });
      return changed(transport, {
        admin: changed(admin, {
          async create(config) {
            if (config.retention === 'workqueue') queues.set(config.name, config);
            return disguise(await admin.create({ ...config, retention: 'limits' }));
          },
          async info(stream) {
            const info = await admin.info(stream);
            return info && disguise(info);
          },
        }),
      });
    },
  },
  {
    name: 'renumbers after a purge',
    breaks: {
      'sequence.never-reused': /last sequence after a purge should be 4, but is 0/,
      'admin.purge-beyond-the-end': /next sequence should be over 3, but is 1/,
      'admin.state': /figures after a purge should be \[0,5,4\], but is \[0,1,0\]/,
    },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      return changed(transport, {
        admin: changed(admin, {
          async purge(stream, query, options) {
            const info = await admin.info(stream);
            const { filter, beforeSequence = Number.POSITIVE_INFINITY, keep } = query ?? {};
            const whole = filter === undefined && keep === undefined;
            if (info === null || !whole || beforeSequence <= info.state.lastSequence) {
              return admin.purge(stream, query, options);
            }
            await admin.deleteStream(stream);
            await admin.create(info.config);
            return info.state.messages;
          },
        }),
      });
    },
  },
  {
    name: 'keeps what an update does not allow',
    breaks: { 'admin.update-evicts': /left after lowering maxMessages should be \[2,3,4,5\]/ },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      return changed(transport, {
        admin: changed(admin, {
          update: (stream, { maxMessages: _, ...changes }, options) =>
            admin.update(stream, changes, options),
        }),
      });
    },
  },
  {
    name: 'passes over what it cannot change',
    breaks: {
      'admin.update-what-cannot-change': /update of name should fail with invalid_argument, but/,
    },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      return changed(transport, {
        admin: changed(admin, {
          update: (stream, { description = '' }, options) =>
            admin.update(stream, { description }, options),
        }),
      });
    },
  },
  {
    name: 'creates a stream over another one',
    breaks: { 'admin.create-idempotent': /number of messages should be 1, but is 0|creation/ },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      return changed(transport, {
        admin: changed(admin, {
          async create(config, options) {
            await admin.deleteStream(config.name);
            return admin.create(config, options);
          },
        }),
      });
    },
  },
];
