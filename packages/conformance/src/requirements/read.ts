import type { ReadQuery } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import { collect, numbered, sequencesOf, takeOne, textsOf } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { type TestStream, uniqueName } from '../test-stream.ts';

type Query = Omit<ReadQuery, 'stream'>;

/** Reads, once with bodies and once without, and expects these sequences of both. */
const expectRead = async (
  context: ConformanceContext,
  stream: TestStream,
  query: Query,
  sequences: readonly number[],
): Promise<void> => {
  const full = { ...query, stream: stream.name };
  const what = JSON.stringify(query).replaceAll(stream.name, '…');
  const messages = await collect(context, context.transport.read(full), 'message');
  sameData(sequencesOf(messages), sequences, `What read finds with ${what}`);
  const heads = await collect(context, context.transport.readHeads(full), 'head');
  sameData(sequencesOf(heads), sequences, `What readHeads finds with ${what}`);
};

/** Six messages on the subjects a.x, b.x, a.y, a.x, b.y.z, b.x. */
const fill = async (context: ConformanceContext): Promise<TestStream> => {
  const stream = await context.createStream();
  for (const tail of ['a.x', 'b.x', 'a.y', 'a.x', 'b.y.z', 'b.x']) await stream.publish(tail, tail);
  return stream;
};

/** Many messages of one stream. */
export const readRequirements: readonly Requirement[] = [
  {
    id: 'read.all',
    behaviour: 'Every message comes once, in the order of the sequences, with its body.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      await expectRead(context, stream, { select: 'all' }, [1, 2, 3, 4, 5, 6]);
      const query = { stream: stream.name, select: 'all' } as const;
      const messages = await collect(context, context.transport.read(query), 'message');
      sameData(textsOf(messages), ['a.x', 'b.x', 'a.y', 'a.x', 'b.y.z', 'b.x'], 'The bodies');
    },
  },
  {
    id: 'read.last',
    behaviour: 'select last finds the newest of each subject, in the order of the sequences.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      await expectRead(context, stream, { select: 'last' }, [3, 4, 5, 6]);
    },
  },
  {
    id: 'read.filters',
    behaviour:
      'A message matches when any filter does: a subject, * for one token, > for the rest.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      const expect = (tails: readonly string[], sequences: readonly number[]): Promise<void> => {
        const filters = tails.map((tail) => stream.subject(tail));
        return expectRead(context, stream, { select: 'all', filters }, sequences);
      };
      await expect(['a.x'], [1, 4]);
      await expect(['a.*'], [1, 3, 4]);
      await expect(['*.x'], [1, 2, 4, 6]);
      await expect(['b.>'], [2, 5, 6]);
      await expect(['b.*'], [2, 6]);
      await expect(['*.*.*'], [5]);
      await expect(['a.y', 'b.>'], [2, 3, 5, 6]);
      await expect(['c.>'], []);
      await expect(['a'], []);
    },
  },
  {
    id: 'read.overlapping-filters',
    behaviour: 'A message that several filters match comes once.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      const filters = ['a.*', '*.x', 'a.x', '>'].map((tail) => stream.subject(tail));
      await expectRead(
        context,
        stream,
        { select: 'all', filters: filters.slice(0, 3) },
        [1, 2, 3, 4, 6],
      );
      await expectRead(context, stream, { select: 'all', filters }, [1, 2, 3, 4, 5, 6]);
      await expectRead(
        context,
        stream,
        { select: 'last', filters: filters.slice(0, 2) },
        [3, 4, 6],
      );
    },
  },
  {
    id: 'read.last-filters',
    behaviour: 'select last with filters finds the newest of each matching subject.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      const read = (tail: string, sequences: readonly number[]): Promise<void> =>
        expectRead(context, stream, { select: 'last', filters: [stream.subject(tail)] }, sequences);
      await read('a.*', [3, 4]);
      await read('b.x', [6]);
      await read('c', []);
    },
  },
  {
    id: 'read.range',
    behaviour: 'fromSequence and toSequence bound what is read, both included, wherever they lie.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      const read = (query: Omit<Query, 'select'>, sequences: readonly number[]): Promise<void> =>
        expectRead(context, stream, { ...query, select: 'all' }, sequences);
      await read({ fromSequence: 4 }, [4, 5, 6]);
      await read({ toSequence: 2 }, [1, 2]);
      await read({ fromSequence: 2, toSequence: 4 }, [2, 3, 4]);
      await read({ fromSequence: 3, toSequence: 3 }, [3]);
      await read({ fromSequence: 5, toSequence: 99 }, [5, 6]);
      await read({ fromSequence: 7 }, []);
      await read({ fromSequence: 4, toSequence: 3 }, []);
      await read({ fromSequence: 2, toSequence: 5, filters: [stream.subject('a.>')] }, [3, 4]);
    },
  },
  {
    id: 'read.last-range',
    behaviour: 'select last with a range finds the newest of each subject within that range.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      await expectRead(context, stream, { select: 'last', toSequence: 3 }, [1, 2, 3]);
      await expectRead(context, stream, { select: 'last', fromSequence: 4 }, [4, 5, 6]);
    },
  },
  {
    id: 'read.gaps',
    behaviour: 'Removed messages are passed over.',
    needs: ['admin'],
    async verify(context) {
      const stream = await fill(context);
      for (const sequence of [1, 3, 6]) await context.admin.deleteMessage(stream.name, sequence);
      await expectRead(context, stream, { select: 'all' }, [2, 4, 5]);
      await expectRead(context, stream, { select: 'last' }, [2, 4, 5]);
    },
  },
  {
    id: 'read.empty',
    behaviour: 'Reading a stream without messages ends at once, without any.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await expectRead(context, stream, { select: 'all' }, []);
      await expectRead(context, stream, { select: 'last' }, []);
    },
  },
  {
    id: 'read.snapshot',
    behaviour: 'What is stored after the first message was handed out is not part of the read.',
    needs: ['admin'],
    async verify(context) {
      for (const [select, expected] of [
        ['all', ['2', '3', '4']],
        ['last', ['4']],
      ] as const) {
        const stream = await context.createStream();
        await stream.publishAll('a', ['1']);
        await stream.publishAll('b', numbered(3, 2));
        const query = { stream: stream.name, select } as const;
        const iterator = context.transport.read(query)[Symbol.asyncIterator]();
        const first = await takeOne(context, iterator, 'the first message');
        equal(first.sequence, 1, 'The first sequence');
        await stream.publishAll('b', ['later']);
        const rest = await collect(context, { [Symbol.asyncIterator]: () => iterator }, 'message');
        sameData(textsOf(rest), expected, `What the read of "${select}" goes on with`);
      }
    },
  },
  {
    id: 'read.removed-meanwhile',
    behaviour: 'What is removed during a read may be missing from it; everything else comes.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const publish = (text: string) => stream.publish(`a.${text}`, text);
      await Promise.all(numbered(100).map(publish));
      for (const select of ['all', 'last'] as const) {
        const iterator = context.transport
          .read({ stream: stream.name, select })
          [Symbol.asyncIterator]();
        const first = await takeOne(context, iterator, 'the first message');
        const removed = [first.sequence, first.sequence + 20, first.sequence + 60];
        for (const sequence of removed) await context.admin.deleteMessage(stream.name, sequence);
        const rest = await collect(context, { [Symbol.asyncIterator]: () => iterator }, 'message');
        const stayed = sequencesOf(rest).filter((sequence) => !removed.includes(sequence));
        const query = { stream: stream.name, select } as const;
        const left = await collect(context, context.transport.read(query), 'message');
        sameData(stayed, sequencesOf(left), `What the read of "${select}" goes on with`);
      }
    },
  },
  {
    id: 'read.many',
    behaviour: 'Five hundred messages of a kilobyte are read without gap or double.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const publish = (text: string) => stream.publish(`a.${text}`, text.padEnd(1_000));
      await Promise.all(numbered(500).map(publish));
      const sequences = Array.from({ length: 500 }, (_, index) => index + 1);
      await expectRead(context, stream, { select: 'all' }, sequences);
      await expectRead(context, stream, { select: 'last' }, sequences);
    },
  },
  {
    id: 'read.refusals',
    behaviour:
      'Reading a missing stream is stream_not_found, with an illegal filter invalid_subject.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const { name } = await context.createStream();
      const read = (query: ReadQuery) => collect(context, transport.read(query), 'message');
      const heads = (query: ReadQuery) => collect(context, transport.readHeads(query), 'head');
      for (const [what, operation] of Object.entries({ read, heads })) {
        await fails('stream_not_found', `${what} of a missing stream`, () =>
          operation({ stream: uniqueName(), select: 'all' }),
        );
        await fails('invalid_subject', `${what} with an illegal filter`, () =>
          operation({ stream: name, select: 'all', filters: [`${name}.>.a`] }),
        );
      }
    },
  },
];
