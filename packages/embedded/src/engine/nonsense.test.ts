import { DeliverablesError, type StreamAdmin, type Transport } from '@agog/deliverables-core';
import { expect, test } from 'vitest';
import { bothStores } from '../../test/both-stores.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;

/** Any arguments, as from callers without a compiler. */
type Loose<T> = {
  readonly [Name in keyof T]: (...values: unknown[]) => Promise<unknown> & AsyncIterable<unknown>;
};

/** The cast: what the compiler would refuse is what is tried here. */
const loosen = <T extends object>(object: T | null) => object as unknown as Loose<T>;

const message = { subject: 'test.a', headers: [], body: new Uint8Array() };
const options = { messageId: 'id' };
const values = [null, 5, 'text', true, [], () => undefined, Symbol('nonsense')];

const first = (iterable: AsyncIterable<unknown>) => iterable[Symbol.asyncIterator]().next();

/** Calls that must be refused, each with the value in another place. */
const callsWith = (
  transport: Loose<Transport>,
  admin: Loose<StreamAdmin>,
  value: unknown,
): Readonly<Record<string, () => Promise<unknown>>> => ({
  'publish a message': () => transport.publish(value, options),
  'publish options': () => transport.publish(message, value),
  'publish headers': () => transport.publish({ ...message, headers: [value] }, options),
  'publish body': () => transport.publish({ ...message, body: value }, options),
  'publish message id': () => transport.publish(message, { messageId: value && [value] }),
  get: () => transport.get(value),
  'get sequence': () => transport.get({ stream, sequence: value && [value] }),
  'get minimum': () => transport.get({ stream, subject: 'test.a', minimumSequence: [value] }),
  read: () => first(transport.read(value)),
  'read select': () => first(transport.read({ stream, select: value })),
  'read filters': () => first(transport.read({ stream, select: 'all', filters: [[value]] })),
  readHeads: () => first(transport.readHeads(value)),
  subscribe: () => transport.subscribe(value),
  'subscribe from': () => transport.subscribe({ streams: [stream], from: value }),
  'subscribe cursor': () => transport.subscribe({ streams: [], from: { cursor: { a: value } } }),
  consume: () => transport.consume(value),
  'consume from': () => transport.consume({ stream, name: 'a', from: value ?? 1 }),
  create: () => admin.create(value),
  'create subjects': () => admin.create({ ...testStream, name: 'other', subjects: [[value]] }),
  'create discard': () => admin.create({ ...testStream, name: 'other', discard: [value] }),
  'update subjects': () => admin.update(stream, { subjects: value }),
  'update retention': () => admin.update(stream, { retention: value }),
  'update maxAge': () => admin.update(stream, { maxAge: [value] }),
  'purge filter': () => admin.purge(stream, { filter: [value] }),
  deleteMessage: () => admin.deleteMessage(stream, value && [value]),
  find: () => admin.find([value]),
});

test.each(bothStores)('%s: nonsense is refused, whatever it is', async (_, open) => {
  await using store = await open();
  const transport = loosen<Transport>(store.transport);
  const admin = loosen<StreamAdmin>(store.transport.admin);
  const wrong: unknown[] = [];
  for (const value of values) {
    for (const [what, call] of Object.entries(callsWith(transport, admin, value))) {
      const answer = await Promise.try(call).then(
        () => 'an answer',
        (error: unknown) => error,
      );
      const isRefused = DeliverablesError.isInstance(answer) && answer.code.startsWith('invalid_');
      if (!isRefused) wrong.push([what, value, answer]);
    }
  }
  expect(wrong).toEqual([]);
  expect((await store.transport.admin?.info(stream))?.config).toEqual(testStream);
  expect(await store.transport.admin?.list()).toHaveLength(1);
});

test.each(bothStores)('%s: what may be left out may not be null', async (_, open) => {
  await using store = await open();
  const transport = loosen<Transport>(store.transport);
  const admin = loosen<StreamAdmin>(store.transport.admin);
  const refused = { code: 'invalid_argument' };
  const calls = [
    () => transport.consume(),
    () => transport.subscribe({ streams: 'test', from: 'new' }),
    () => transport.subscribe({ streams: [stream], filters: 'test.>', from: 'new' }),
    () => admin.update(stream, null),
    () => admin.update(stream),
    () => admin.update(stream, { name: 'other' }),
    () => admin.update(stream, { maxMessage: 5 }),
    () => admin.purge(stream, null),
    () => admin.list(null),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject(refused);
});

test.each(bothStores)('%s: a stream that cannot be there is not there', async (_, open) => {
  await using store = await open();
  const admin = loosen<StreamAdmin>(store.transport.admin);
  for (const name of values) {
    expect(await admin.info(name)).toBeNull();
    expect(await admin.deleteStream(name)).toBe(false);
    for (const call of ['subjects', 'consumers', 'purge'] as const) {
      await expect(admin[call](name)).rejects.toMatchObject({ code: 'stream_not_found' });
    }
  }
});
