import { check, equal, fails, sameData } from '../assertions.ts';
import { collect, numbered, sameHead, sequencesOf, takeOne } from '../messages.ts';
import type { Requirement } from '../requirement.ts';

/** Heads, and how a read ends before its end. */
export const readHeadRequirements: readonly Requirement[] = [
  {
    id: 'heads.all-but-the-body',
    behaviour:
      'A head is the message without its body: same place, time and headers, and the size of the body.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', new Uint8Array(12_345), {
        headers: [
          ['One', '1'],
          ['Two', '2'],
        ],
      });
      await stream.publish('b', '');
      const query = { stream: stream.name, select: 'all' } as const;
      const heads = await collect(context, context.transport.readHeads(query), 'head');
      const messages = await collect(context, context.transport.read(query), 'message');
      sameData(
        heads.map((head) => head.size),
        [12_345, 0],
        'The sizes',
      );
      for (const [index, head] of heads.entries()) {
        check(!('body' in head), 'A head should have no body, but has one.');
        const message = messages[index];
        check(message !== undefined, 'read should find as many messages as readHeads.');
        sameHead(head, message, `head ${index + 1}`);
      }
    },
  },
  {
    id: 'read.early-break',
    behaviour:
      'A read can be left early; the next one begins afresh and nothing stays behind on the stream.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(20));
      const query = { stream: stream.name, select: 'all' } as const;
      for (const operation of ['read', 'readHeads'] as const) {
        for await (const message of context.transport[operation](query)) {
          equal(message.sequence, 1, 'The first sequence');
          break;
        }
        const all = await collect(context, context.transport[operation](query), 'message');
        equal(all.length, 20, `The number of messages of the next ${operation}`);
      }
      await context.until('no consumer is left', async () => {
        return (await stream.info()).state.consumers === 0;
      });
    },
  },
  {
    id: 'read.abort',
    behaviour: 'A signal that aborts during a read ends it with aborted.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await Promise.all(numbered(300).map((text) => stream.publish('a', text.padEnd(5_000))));
      const query = { stream: stream.name, select: 'all' } as const;
      for (const operation of ['read', 'readHeads'] as const) {
        const controller = new AbortController();
        const { signal } = controller;
        const iterator = context.transport[operation](query, { signal })[Symbol.asyncIterator]();
        await takeOne(context, iterator, 'the first message');
        controller.abort();
        const rest = { [Symbol.asyncIterator]: () => iterator };
        await fails('aborted', `${operation} after the abort`, () =>
          collect(context, rest, 'message'),
        );
      }
    },
  },
  {
    id: 'read.several-at-once',
    behaviour: 'Reads of one stream at the same time do not disturb each other.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      await stream.publishAll('a', numbered(30));
      const query = { stream: stream.name, select: 'all' } as const;
      const reads = Array.from({ length: 5 }, () =>
        collect(context, context.transport.read(query), 'message'),
      );
      const expected = Array.from({ length: 30 }, (_, index) => index + 1);
      for (const messages of await Promise.all(reads)) {
        sameData(sequencesOf(messages), expected, 'The sequences of one of five reads');
      }
    },
  },
];
