import type { Delivery, StreamConfig, StreamInfo } from '@agog/deliverables-core';
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
    name: 'keeps work that was done',
    breaks: {
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
      'admin.state': /figures after a purge should be \[0,5,4\], but is \[0,1,0\]/,
    },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      return changed(transport, {
        admin: changed(admin, {
          async purge(stream, query, options) {
            const info = await admin.info(stream);
            if (info === null || query !== undefined) return admin.purge(stream, query, options);
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
