import { join } from 'node:path';
import { DeliverablesError, type StreamConfig, type Transport } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;

/** One call, whose answer both stores must give alike. */
type Call = (transport: Transport, clock: Clock) => Promise<unknown>;

/** A clock that the test moves; each store has its own. */
interface Clock {
  now: number;
}

const collect = async <T>(messages: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const message of messages) found.push(message);
  return found;
};

const subject = fc.constantFrom('test.a', 'test.b', 'test.b.c');
const filter = fc.constantFrom('test.a', 'test.*', 'test.b.>', '*.b', '>');
const sequence = fc.integer({ min: 1, max: 12 });
const limits = fc.record<Partial<StreamConfig>>(
  {
    maxMessages: fc.constantFrom(null, 2, 5),
    maxBytes: fc.constantFrom(null, 200, 600),
    maxAge: fc.constantFrom(null, 2_000, 5_000),
    discard: fc.constantFrom('old', 'new'),
    duplicateWindow: fc.constantFrom(0, 1_000, 2_000),
  },
  { requiredKeys: [] },
);

const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(subject, fc.integer({ min: 0, max: 9 }), fc.option(sequence, { nil: undefined }))
      .map(
        ([on, id, expected]): Call =>
          (transport) => {
            const message = { subject: on, headers: [], body: encodeUtf8('x'.repeat(id * 9)) };
            const options = { messageId: `${id}`, expectedSubjectSequence: expected };
            return transport.publish(message, options);
          },
      ),
  },
  // Times that meet the limits above exactly, too; and a clock that goes back.
  fc.constantFrom(500, 1_000, 2_000, -1_500).map(
    (time): Call =>
      async (_, clock) => {
        clock.now += time;
      },
  ),
  sequence.map(
    (number): Call =>
      (transport) =>
        transport.get({ stream, sequence: number }),
  ),
  subject.map(
    (on): Call =>
      (transport) =>
        transport.get({ stream, subject: on }),
  ),
  fc.tuple(filter, fc.constantFrom('all', 'last'), sequence, sequence).map(
    ([one, select, fromSequence, toSequence]): Call =>
      (transport) =>
        collect(transport.read({ stream, filters: [one], select, fromSequence, toSequence })),
  ),
  sequence.map(
    (number): Call =>
      async (transport) =>
        transport.admin?.deleteMessage(stream, number),
  ),
  fc.tuple(filter, fc.integer({ min: 0, max: 3 })).map(
    ([one, keep]): Call =>
      async (transport) =>
        transport.admin?.purge(stream, { filter: one, keep }),
  ),
  sequence.map(
    (beforeSequence): Call =>
      async (transport) =>
        transport.admin?.purge(stream, { beforeSequence }),
  ),
  limits.map(
    (changes): Call =>
      async (transport) =>
        transport.admin?.update(stream, changes),
  ),
  filter.map(
    (one): Call =>
      async (transport) =>
        transport.admin?.subjects(stream, one),
  ),
  fc.tuple(fc.constantFrom('one', 'two'), filter).map(
    ([name, one]): Call =>
      async (transport) => {
        const consumption = await transport.consume({ stream, name, filters: [one] });
        await consumption.close();
      },
  ),
  fc.constantFrom('one', 'two').map(
    (name): Call =>
      async (transport) =>
        transport.admin?.deleteConsumer(stream, name),
  ),
);

/** What a caller can tell: the answer, or the error's code. */
const answerOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (error) {
    return DeliverablesError.from(error).code;
  }
};

/** Everything that can be seen of the stream, from every side. */
const look = async (transport: Transport) => {
  const info = await transport.admin?.info(stream);
  const heads = await collect(transport.readHeads({ stream, select: 'all' }));
  expect(info?.state.messages).toBe(heads.length);
  expect(info?.state.firstSequence).toBe(heads[0]?.sequence ?? (info?.state.lastSequence ?? 0) + 1);
  const consumers = await transport.admin?.consumers(stream);
  return { info, consumers, heads: heads.map((head) => ({ ...head, headers: [...head.headers] })) };
};

test('memory and SQLite answer every series of calls alike', async () => {
  await using folder = await temporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 30 }), async (calls) => {
      const clocks = [{ now: 1_000_000 }, { now: 1_000_000 }] as const;
      const path = join(folder.path, `${run++}.db`);
      await using memory = createMemoryTransport({ now: () => clocks[0].now });
      await using sqlite = await openSqliteTransport({ path, now: () => clocks[1].now });
      for (const transport of [memory, sqlite]) {
        await transport.admin?.create({ ...testStream, duplicateWindow: 2_000 });
      }
      for (const one of calls) {
        const answer = await answerOf(one(memory, clocks[0]));
        const other = await answerOf(one(sqlite, clocks[1]));
        expect(plain(other)).toEqual(plain(answer));
        expect(await look(sqlite)).toEqual(await look(memory));
      }
    }),
    { seed: 20261122, numRuns: 40 },
  );
}, 120_000);

/** Without what differs from call to call though it says the same: the functions of headers. */
const plain = (answer: unknown): unknown =>
  JSON.stringify(answer, (_, value) => (value instanceof Map ? [...value] : value));
