import { DeliverablesError, type StoredMessage } from '@agog/deliverables-core';
import { adminOf, type BrokenTransport, changed } from './broken-transport.ts';

/** Faults in looking things up. */
export const brokenReading: readonly BrokenTransport[] = [
  {
    name: 'loses the last message',
    breaks: {
      'read.all': /should be \[1,2,3,4,5,6\], but is \[1,2,3,4,5\]/,
      'read.many': /read finds with .* should be \[1,2,3/,
      'publish.acknowledged-is-stored': /What a read finds should be \[1\], but is \[\]/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async *read(query, options) {
          let held: StoredMessage | undefined;
          for await (const message of transport.read(query, options)) {
            if (held) yield held;
            held = message;
          }
        },
      }),
  },
  {
    name: 'reorders',
    breaks: {
      'read.all': /should be \[1,2,3,4,5,6\], but is \[6,5,4,3,2,1\]/,
      'read.last': /should be \[3,4,5,6\], but is \[6,5,4,3\]/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async *read(query, options) {
          const messages: StoredMessage[] = [];
          for await (const message of transport.read(query, options)) messages.push(message);
          yield* messages.reverse();
        },
      }),
  },
  {
    name: 'reads on into what was stored since',
    breaks: {
      'read.snapshot': /goes on with should be \["2","3","4"\], but is \["2","3","4","later"\]/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async *read(query, options) {
          for (let sequence = 1; ; sequence++) {
            const info = await adminOf(transport).info(query.stream);
            if (sequence > (query.toSequence ?? info?.state.lastSequence ?? 0)) return;
            const message = await transport.get({ stream: query.stream, sequence }, options);
            if (message) yield message;
          }
        },
      }),
  },
  {
    name: 'stops reading at what was removed',
    breaks: { 'read.removed-meanwhile': /What the read of "all" goes on with should be/ },
    breakIt: (transport) =>
      changed(transport, {
        async *read(query, options) {
          const heads = [];
          for await (const head of transport.readHeads(query, options)) heads.push(head);
          for (const { stream, sequence } of heads) {
            const message = await transport.get({ stream, sequence }, options);
            if (message === null) return;
            yield message;
          }
        },
      }),
  },
  {
    name: 'lists heads with their bodies',
    breaks: { 'heads.all-but-the-body': /A head should have no body/ },
    breakIt: (transport) =>
      changed(transport, { readHeads: (query, options) => transport.read(query, options) }),
  },
  {
    name: 'answers null for a stream that is missing',
    breaks: {
      'get.missing-stream': /should fail with stream_not_found, but answered null/,
      'admin.delete-stream': /should fail with stream_not_found, but answered null/,
    },
    breakIt: (transport) =>
      changed(transport, {
        get: (query, options) =>
          transport.get(query, options).catch((error: unknown) => {
            if (DeliverablesError.from(error).code === 'stream_not_found') return null;
            throw error;
          }),
      }),
  },
  {
    name: 'answers from a cache',
    breaks: {
      'limit.age': /in vain until the message expired/,
      'get.minimum-sequence': /of The newest message should be/,
    },
    breakIt: (transport) => {
      const cache = new Map<string, StoredMessage>();
      return changed(transport, {
        async get(query, options) {
          const key = 'subject' in query ? query.subject : `${query.stream} ${query.sequence}`;
          const message = cache.get(key) ?? (await transport.get(query, options));
          if (message === null) return null;
          cache.set(key, message);
          return { ...message, body: message.body.slice() };
        },
      });
    },
  },
  {
    name: 'hands out one body to all',
    breaks: {
      'get.body-belongs-to-receiver': /Byte 0 of A body got before the change should be/,
    },
    breakIt: (transport) => {
      const bodies = new Map<string, Uint8Array>();
      return changed(transport, {
        async get(query, options) {
          const message = await transport.get(query, options);
          if (message === null) return null;
          const key = `${message.stream} ${message.sequence}`;
          const body = bodies.get(key) ?? message.body;
          bodies.set(key, body);
          return { ...message, body };
        },
      });
    },
  },
  {
    name: 'ignores the filter',
    breaks: {
      'read.filters': /should be \[1,4\], but is \[1,2,3,4,5,6\]/,
      'subscribe.filters': /The messages should be/,
    },
    breakIt: (transport) =>
      changed(transport, {
        read: (query, options) => transport.read({ ...query, filters: undefined }, options),
        subscribe: (query, options) =>
          transport.subscribe({ ...query, filters: undefined }, options),
      }),
  },
];
