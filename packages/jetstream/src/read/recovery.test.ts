import type { CallOptions, ReadQuery } from '@agog/deliverables-core';
import { createMessageId } from '@agog/deliverables-core/transport';
import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import type { Context } from '../context.ts';
import { createPublisher } from '../publish/publish.ts';
import { subscribe } from '../subscribe/subscribe.ts';
import { readHeads, readMessages } from './read.ts';

const count = 1_000;

/** A stream with messages of 20 KB: more than one pull brings. Every second one is on a subject of its own. */
const fill = async (context: Context): Promise<string> => {
  const stream = await createStream(context);
  const publish = createPublisher(context);
  for (let number = 1; number <= count; number++) {
    const tail = number % 2 === 0 ? `even.${number}` : 'odd';
    const message = outgoing(`${stream}.${tail}`, String(number).padEnd(20_000));
    await publish(message, { messageId: createMessageId() });
  }
  return stream;
};

const allOf = (select: ReadQuery['select']): number[] => {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return select === 'all' ? all : all.filter((number) => number % 2 === 0 || number === count - 1);
};

describe.each(serverLines)('a read, nats-server %s', (version) => {
  test('goes on where it was when the server restarts amid it', async () => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await fill(context);
    for (const select of ['all', 'last'] as const) {
      for (const operation of [readMessages, readHeads]) {
        const sequences: number[] = [];
        for await (const { sequence } of operation(context, { stream, select }, undefined)) {
          sequences.push(sequence);
          if (sequences.length === 100) await server.restart({ signal: 'SIGKILL' });
        }
        expect(sequences).toEqual(allOf(select));
      }
    }
  });

  test('ends when its stream is deleted amid it', async () => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await fill(context);
    const sequences: number[] = [];
    for await (const { sequence } of readMessages(context, { stream, select: 'all' }, undefined)) {
      sequences.push(sequence);
      if (sequence > 1) continue;
      await context.api.call({
        path: `STREAM.DELETE.${stream}`,
        what: 'Deleting',
        deadline: context.begin(undefined),
        repeatable: true,
      });
    }
    expect(sequences).toEqual(allOf('all').slice(0, sequences.length));
    expect(sequences.length).toBeLessThan(count);
  });
});

describe('a user with fewer rights', async () => {
  const server = await openServer({
    config: `
      accounts { A { jetstream: enabled, users: [
        { user: all, password: p }
        { user: reader, password: p, permissions: {
          publish: ["$JS.API.STREAM.INFO.*", "$JS.API.CONSUMER.CREATE.>", "$JS.API.CONSUMER.DELETE.>",
            "$JS.API.CONSUMER.MSG.NEXT.>", "$JS.API.DIRECT.GET.*.>"],
          subscribe: ["_INBOX.>"] } }
        { user: narrow, password: p, permissions: {
          publish: ["$JS.API.STREAM.INFO.*", "$JS.API.CONSUMER.CREATE.*.*.*.odd", "$JS.API.CONSUMER.DELETE.>",
            "$JS.API.CONSUMER.MSG.NEXT.>"],
          subscribe: ["_INBOX.>"] } }
        { user: deaf, password: p, permissions: {
          publish: ["$JS.API.STREAM.INFO.*", "$JS.API.CONSUMER.CREATE.>", "$JS.API.CONSUMER.DELETE.>"],
          subscribe: ["_INBOX.>"] } }
      ] } }`,
  });
  const owner = await openContext(server.url, { user: 'all', pass: 'p' });
  const stream = await fill(owner);
  const open = (user: string) => openContext(server.url, { user, pass: 'p' });
  const read = async (
    context: Context,
    query: Omit<ReadQuery, 'stream'>,
    options?: CallOptions,
  ) => {
    const sequences: number[] = [];
    const whole = { ...query, stream };
    for await (const { sequence } of readMessages(context, whole, options))
      sequences.push(sequence);
    return sequences;
  };

  test('reads by a consumer what many gets are not allowed for', async () => {
    const query = { select: 'last', fromSequence: count - 50 } as const;
    const last = allOf('last').filter((number) => number >= count - 50);
    expect(await read(await open('reader'), query)).toEqual(last);
  });

  test('reads one subject where only that is allowed', async () => {
    const context = await open('narrow');
    const filters = [`${stream}.odd`];
    const odd = allOf('all').filter((number) => number % 2 === 1);
    expect(await read(context, { select: 'all', filters })).toEqual(odd);
    await expect(read(context, { select: 'all' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });

  test('is told of a refused pull', async () => {
    const context = await open('deaf');
    await expect(read(context, { select: 'all' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
    const query = { streams: [stream], from: 'start' } as const;
    const subscription = await subscribe(context, query, undefined);
    await expect(subscription.next()).rejects.toMatchObject({ code: 'permission_denied' });
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
  });
});
