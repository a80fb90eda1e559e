import type { HeaderEntry, PlacedMessage } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import { collect, sequencesOf, textOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { outgoing, type TestStream, uniqueName } from '../test-stream.ts';

const copyOf = (
  stream: TestStream,
  sequence: number,
  body = `copy ${sequence}`,
  headers: readonly HeaderEntry[] = [],
): PlacedMessage => ({ ...outgoing(stream.subject('a'), body, headers), sequence });

/** Copies of messages of another store. */
export const placeRequirements: readonly Requirement[] = [
  {
    id: 'place.as-it-is',
    behaviour:
      'A copy is stored under its sequence with its body and its own headers, and none is added.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const headers = [
        ['X-One', '1'],
        ['X-One', '2'],
        ['Nats-Msg-Id', uniqueName()],
        ['Agog-Note', ''],
      ] as const;
      await context.admin.place(stream.name, copyOf(stream, 1, 'with', headers));
      await context.admin.place(stream.name, copyOf(stream, 2, 'without'));
      const read = { stream: stream.name, select: 'all' } as const;
      const stored = await collect(context, context.transport.read(read), 'a copy');
      sameData(sequencesOf(stored), [1, 2], 'The sequences');
      sameData(stored.map(textOf), ['with', 'without'], 'The bodies');
      const kept = stored.map((message) => [...message.headers]);
      sameData(kept, [headers, []], 'The headers');
    },
  },
  {
    id: 'place.equal-ids',
    behaviour:
      'A copy is stored also under a message id that was stored before, and the id still counts.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const messageId = uniqueName();
      const headers = [['Nats-Msg-Id', messageId]] as const;
      for (const sequence of [1, 2, 3]) {
        await context.admin.place(stream.name, copyOf(stream, sequence, 'same', headers));
      }
      const stored = await context.transport.get({ stream: stream.name, sequence: 3 });
      sameData([...(stored?.headers ?? [])], headers, 'The headers of the third copy');
      const receipt = await stream.publish('a', 'same', { messageId });
      equal(receipt.duplicate, true, '"duplicate" of a publish with the id of the copies');
    },
  },
  {
    id: 'place.in-order',
    behaviour: 'Copies that are placed without waiting are stored in the order of the calls.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const copies = Array.from({ length: 50 }, (_, index) => copyOf(stream, index + 1));
      await Promise.all(copies.map((copy) => context.admin.place(stream.name, copy)));
      const read = { stream: stream.name, select: 'all' } as const;
      const stored = await collect(context, context.transport.read(read), 'a copy');
      sameData(stored.map(textOf), copies.map(textOf), 'The bodies');
    },
  },
  {
    id: 'place.refusals',
    behaviour:
      'A copy is refused in a stream that is not there, and under a sequence that was given before.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', ['x', 'y']);
      const { admin } = context;
      const error = await fails('sequence_conflict', 'Placing under a sequence of before', () =>
        admin.place(stream.name, copyOf(stream, 2)),
      );
      equal(error.details.actual, 2, 'details.actual of the error');
      await fails('stream_not_found', 'Placing in a missing stream', () =>
        admin.place(uniqueName(), { ...copyOf(stream, 1), subject: `${uniqueName()}.a` }),
      );
      equal((await stream.info()).state.lastSequence, 2, 'The last sequence afterwards');
    },
  },
  {
    id: 'place.passes-over',
    behaviour: 'A copy with a later sequence leaves those between empty, however many these are.',
    needs: ['admin', 'skipsSequences'],
    async verify(context) {
      const stream = await context.createStream();
      for (const sequence of [7, 1_000_007]) {
        await context.admin.place(stream.name, copyOf(stream, sequence));
      }
      const { state } = await stream.info();
      equal(state.messages, 2, 'The number of messages');
      equal(state.firstSequence, 7, 'The first sequence');
      equal((await stream.publish('a')).sequence, 1_000_008, 'The sequence of the next publish');
    },
  },
  {
    id: 'place.next-only',
    behaviour:
      'A copy with a sequence after the next one is stored under it, or refused as a conflict.',
    needs: ['admin'],
    async verify(context) {
      const { transport, admin } = context;
      const stream = await context.createStream();
      await stream.publish('a');
      if (transport.capabilities.skipsSequences) {
        await admin.place(stream.name, copyOf(stream, 3));
      } else {
        const error = await fails('sequence_conflict', 'Placing 3 after 1', () =>
          admin.place(stream.name, copyOf(stream, 3)),
        );
        equal(error.details.actual, 1, 'details.actual of the error');
      }
    },
  },
];
