import type { Cursor, StoredMessage, Subscription } from '@agog/deliverables-core';
import { adminOf, type BrokenTransport, changed, mapped } from './broken-transport.ts';

const never = new Promise<never>(() => {});

const moved = (cursor: Cursor, by: number): Cursor =>
  Object.fromEntries(
    Object.entries(cursor).map(([stream, { created, sequence }]) => [
      stream,
      { created, sequence: sequence + by },
    ]),
  );

/** Faults in handing out what is stored. */
export const brokenSubscribing: readonly BrokenTransport[] = [
  {
    name: 'leaks a subscription',
    breaks: { 'subscribe.leaves-nothing-behind': /in vain until no consumer is left/ },
    breakIt: (transport) => {
      let count = 0;
      return changed(transport, {
        async subscribe(query, options) {
          for (const stream of query.streams) {
            count += 1;
            await transport.consume({ stream, name: `leak-${count}` });
          }
          return transport.subscribe(query, options);
        },
      });
    },
  },
  {
    name: 'begins a subscription at the first look',
    breaks: { 'subscribe.nothing-missed': /in vain for message 1 of 3/ },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe(query, options) {
          const eager = await transport.subscribe(query, options);
          let lazy: Promise<Subscription> | undefined;
          return changed(eager, {
            async next() {
              lazy ??= transport.subscribe(query, options);
              return (await lazy).next();
            },
          });
        },
      }),
  },
  {
    name: 'forgets at its first look a start still to come',
    breaks: { 'subscribe.waits-for-later-sequence': /should be \["3","4"\], but is \["1","2"\]/ },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe({ from, streams, ...query }, options) {
          const [stream = ''] = streams;
          const info = await adminOf(transport).info(stream);
          const start = typeof from === 'object' && 'sequence' in from ? from.sequence : 1;
          const isEmpty = info?.state.lastSequence === 0 && start > 1;
          return transport.subscribe({ ...query, streams, from: isEmpty ? 'new' : from }, options);
        },
      }),
  },
  {
    name: 'hands out every message twice',
    breaks: {
      'subscribe.order': /The sequences should be \[1,2,3.*but is \[1,1,2,2/,
      'subscribe.waits': /of The message waited for should be/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe(query, options) {
          const subscription = await transport.subscribe(query, options);
          let again: IteratorResult<StoredMessage> | undefined;
          return changed(subscription, {
            async next() {
              const next = again ?? (await subscription.next());
              again = again ? undefined : next;
              return next;
            },
          });
        },
      }),
  },
  {
    name: 'skips one after a cursor',
    breaks: { 'cursor.resumes': /in vain for message 5 of 5/ },
    breakIt: (transport) =>
      changed(transport, {
        subscribe({ from, ...query }, options) {
          const skips = typeof from === 'object' && 'cursor' in from;
          const start = skips ? { cursor: moved(from.cursor, 1) } : from;
          return transport.subscribe({ ...query, from: start }, options);
        },
      }),
  },
  {
    name: 'counts in the cursor what was only fetched',
    breaks: { 'cursor.behind-the-last-handed-out': /cursor's sequence should be 1, but is 2/ },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe(query, options) {
          const subscription = await transport.subscribe(query, options);
          return changed(subscription, {
            get cursor() {
              return moved(subscription.cursor, 1);
            },
          });
        },
      }),
  },
  {
    name: 'takes a stream created anew for the old one',
    breaks: { 'cursor.stream-created-anew': /in vain for message|What comes after the cursor/ },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe({ from, streams, ...query }, options) {
          const cursor = typeof from === 'object' && 'cursor' in from ? from.cursor : {};
          const [stream = ''] = streams;
          const position = cursor[stream];
          const start = position ? { sequence: position.sequence + 1 } : from;
          return transport.subscribe({ ...query, streams, from: start }, options);
        },
      }),
  },
  {
    name: 'stalls at a gap',
    breaks: {
      'subscribe.removal-does-not-stall': /in vain for a message after a purge/,
      'subscribe.from-removed-sequence': /in vain for message 2 of 3/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe(query, options) {
          let last = 0;
          return mapped(await transport.subscribe(query, options), (message: StoredMessage) => {
            if (last > 0 && message.sequence > last + 1) return never;
            last = message.sequence;
            return message;
          });
        },
      }),
  },
  {
    name: 'lets a look hang when it is closed',
    breaks: {
      'subscribe.close-ends-a-pending-look': /in vain for the end of the look that waited/,
      'lifecycle.close-ends-subscriptions': /in vain for the end of a look that waited/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async subscribe(query, options) {
          const subscription = await transport.subscribe(query, options);
          return changed(subscription, {
            async next() {
              const next = await subscription.next();
              return next.done ? never : next;
            },
          });
        },
      }),
  },
  {
    name: 'works on after its close',
    breaks: { 'lifecycle.closed-calls': /publish should fail with closed, but failed with/ },
    breakIt: (transport) => changed(transport, { close: async () => {} }),
  },
];
