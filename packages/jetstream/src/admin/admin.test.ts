import type { StreamConfig } from '@agog/deliverables-core';
import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { createAdmin } from './admin.ts';

const config = (name: string, changes: Partial<StreamConfig> = {}): StreamConfig => ({
  name,
  subjects: [`${name}.>`],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: null,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
  duplicateWindow: 120_000,
  ...changes,
});

const open = async (url: string, login?: { readonly user: string; readonly pass: string }) => {
  const context = await openContext(url, login);
  const publish = createPublisher(context);
  let count = 0;
  return {
    context,
    admin: createAdmin(context),
    publish(...subjects: string[]) {
      return Promise.all(
        subjects.map((subject) => publish(outgoing(subject), { messageId: String(++count) })),
      );
    },
    /** A request as any other program makes it. */
    request: (path: string, body: unknown) =>
      context.api.call<Record<string, unknown>>({
        path,
        body,
        what: path,
        deadline: context.begin(undefined),
        repeatable: true,
      }),
  };
};

describe.each(serverLines)('on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const { admin, publish, request } = await open(server.url);

  test('creates streams that last, with the shortest times that there are', async () => {
    const asked = config('short', { maxAge: 1, duplicateWindow: 0 });
    const info = await admin.create(asked);
    expect(info.config).toEqual({ ...asked, maxAge: 100, duplicateWindow: 100 });
    expect((await admin.create(asked)).created).toEqual(info.created);
    const answer = await request('STREAM.INFO.short', undefined);
    expect(answer).toMatchObject({ config: { storage: 'file', allow_direct: true } });
  });

  test('takes times of many years', async () => {
    const maxAge = 100 * 365 * 86_400_000 + 1;
    const asked = config('long', { maxAge, duplicateWindow: 1_001 });
    expect((await admin.create(asked)).config).toEqual(asked);
  });

  test('knows its own stream again after somebody added to it, and names what differs', async () => {
    const asked = config('added', { subjects: ['added.a', 'added.b'] });
    const { created } = await admin.create(asked);
    await request('STREAM.UPDATE.added', {
      ...(await request('STREAM.INFO.added', undefined)).config,
      max_msgs_per_subject: 5,
    });
    const again = await admin.create({ ...asked, subjects: ['added.b', 'added.a'] });
    expect(again.created).toEqual(created);
    await expect(admin.create({ ...asked, maxBytes: 5_000, discard: 'new' })).rejects.toMatchObject(
      {
        code: 'stream_conflict',
        message: expect.stringContaining('discard "old" instead of "new", maxBytes null'),
        details: { stream: 'added' },
      },
    );
  });

  test('does not take a stream in memory for one that lasts', async () => {
    await request('STREAM.CREATE.memory', { name: 'memory', storage: 'memory' });
    await expect(admin.create(config('memory', { subjects: ['memory'] }))).rejects.toMatchObject({
      code: 'stream_conflict',
      message: expect.stringContaining('storage'),
    });
  });

  test('lists what other programs made, and counts only durable names', async () => {
    const storage = 'memory';
    const make = (name: string, more: object) =>
      request(`STREAM.CREATE.${name}`, { name, storage, ...more });
    await make('interest', { subjects: ['interest'], retention: 'interest', max_age: 1e8 + 5e5 });
    await make('mirror', { mirror: { name: 'interest' } });
    await request('CONSUMER.DURABLE.CREATE.interest.push', {
      stream_name: 'interest',
      config: { durable_name: 'push', ack_policy: 'explicit', filter_subject: 'interest' },
    });
    await request('CONSUMER.CREATE.interest', {
      stream_name: 'interest',
      config: { ack_policy: 'none' },
    });
    const listed = await admin.list();
    const names = listed.map((stream) => stream.config.name);
    expect(names).toEqual([...names].sort());
    expect(listed.find((stream) => stream.config.name === 'interest')).toMatchObject({
      config: { retention: 'limits', maxAge: 101 },
      state: { consumers: 1 },
    });
    expect(listed.find((stream) => stream.config.name === 'mirror')).toMatchObject({
      config: { subjects: [] },
      state: { messages: 0, firstSequence: 1, lastSequence: 0 },
    });
    expect(await admin.find('interest')).toEqual(['interest']);
    expect(await admin.consumers('interest')).toEqual([
      { stream: 'interest', name: 'push', filters: ['interest'], unsettled: 0, pending: 0 },
    ]);
    expect((await admin.update('mirror', { maxMessages: 7 })).config.maxMessages).toBe(7);
  });

  test('changes what it is told, and leaves what it does not know', async () => {
    await request('STREAM.CREATE.kept', {
      name: 'kept',
      subjects: ['kept'],
      storage: 'memory',
      max_consumers: 9,
      max_msgs_per_subject: 3,
    });
    const changes = { maxAge: 60_000, duplicateWindow: 500, description: 'now' };
    const info = await admin.update('kept', changes);
    expect(info.config).toMatchObject({ ...changes, maxMessages: null });
    const expected = { storage: 'memory', max_consumers: 9, max_msgs_per_subject: 3 };
    expect(await request('STREAM.INFO.kept', undefined)).toMatchObject({ config: expected });
    await expect(admin.update('kept', { duplicateWindow: 60_001 })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  test('keeps as many as told where messages were removed in between', async () => {
    for (const [keep, left] of [
      [2, [4, 6]],
      [3, [2, 4, 6]],
      [4, [2, 4, 6]],
      [0, []],
    ] as const) {
      await admin.create(config('gaps'));
      await publish('gaps.a', 'gaps.a', 'gaps.a', 'gaps.a', 'gaps.a', 'gaps.a');
      for (const sequence of [1, 3, 5]) await admin.deleteMessage('gaps', sequence);
      expect(await admin.purge('gaps', { keep })).toBe(3 - left.length);
      const { messages, firstSequence } = (await admin.info('gaps'))?.state ?? {};
      expect([messages, firstSequence]).toEqual([left.length, left[0] ?? 7]);
      await admin.deleteStream('gaps');
    }
  });

  test('purges nothing before the first sequence', async () => {
    await admin.create(config('first'));
    await publish('first.a', 'first.b');
    expect(await admin.purge('first', { beforeSequence: 1 })).toBe(0);
    expect(await admin.purge('first', { beforeSequence: 1, filter: 'first.a' })).toBe(0);
    expect((await admin.info('first'))?.state.messages).toBe(2);
  });

  test('tells what is forbidden from what is missing', async () => {
    await request('STREAM.CREATE.fixed', {
      name: 'fixed',
      subjects: ['fixed'],
      deny_delete: true,
      deny_purge: true,
    });
    await publish('fixed');
    const denied = { code: 'permission_denied', details: { stream: 'fixed' } };
    await expect(admin.deleteMessage('fixed', 1)).rejects.toMatchObject(denied);
    await expect(admin.purge('fixed')).rejects.toMatchObject(denied);
  });

  test('refuses what the server refuses as an argument', async () => {
    await expect(admin.create(config('all', { subjects: ['>'] }))).rejects.toMatchObject({
      code: expect.stringMatching(/^(invalid_argument|stream_conflict)$/),
    });
  });
});

describe('the administration of a server', async () => {
  const server = await openServer();
  const { context, admin, publish } = await open(server.url);

  test('asks for nothing that no stream or consumer can be called', async () => {
    const stream = await createStream(context);
    const missing = { code: 'stream_not_found' };
    for (const name of ['', 'a.b', 'a b', '*', '>', `${stream}.a`, 'a\r\nb', 'x'.repeat(5_000)]) {
      expect(await admin.info(name)).toBe(null);
      expect(await admin.deleteStream(name)).toBe(false);
      expect(await admin.deleteConsumer(stream, name)).toBe(false);
      await expect(admin.deleteConsumer(name, 'a')).rejects.toMatchObject(missing);
      await expect(admin.subjects(name)).rejects.toMatchObject(missing);
      await expect(admin.update(name, {})).rejects.toMatchObject(missing);
      await expect(admin.purge(name)).rejects.toMatchObject(missing);
      await expect(admin.deleteMessage(name, 1)).rejects.toMatchObject(missing);
      await expect(admin.consumers(name)).rejects.toMatchObject(missing);
    }
    expect(await admin.info(stream)).not.toBe(null);
  });

  test('refuses a change of what cannot be changed', async () => {
    const stream = await createStream(context);
    for (const changes of [
      { name: 'other' },
      { retention: 'workqueue' },
      { maxMesages: 5 },
      null,
    ]) {
      // Callers without a compiler may pass anything.
      await expect(admin.update(stream, changes as object)).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
    expect((await admin.update(stream, { maxBytes: undefined })).config.maxBytes).toBe(null);
  });

  test('takes what it was told when it was called', async () => {
    const stream = await createStream(context);
    const changes = { subjects: [`${stream}.a`], description: 'first' };
    const updating = admin.update(stream, changes);
    changes.subjects.push(`${stream}.b`);
    changes.description = 'second';
    expect((await updating).config).toMatchObject({
      subjects: [`${stream}.a`],
      description: 'first',
    });
  });

  test('reads every page of a long list', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `many-${1_000 + index}`);
    await Promise.all(names.map((name) => admin.create(config(name))));
    expect(await admin.find('many-1000.a')).toEqual(['many-1000']);
    expect(await admin.find('*.a')).toEqual(expect.arrayContaining(names));
    const listed = (await admin.list()).map((stream) => stream.config.name);
    expect(listed.filter((name) => name.startsWith('many-'))).toEqual(names);
    await Promise.all(names.map((name) => admin.deleteStream(name)));
  });

  test('sorts the subjects it counts', async () => {
    const stream = await createStream(context);
    await publish(`${stream}.b`, `${stream}.a`, `${stream}.b`);
    expect([...(await admin.subjects(stream))]).toEqual([
      [`${stream}.a`, 1],
      [`${stream}.b`, 2],
    ]);
  });
});

test('shows streams to a user who may not list consumers', async () => {
  const server = await openServer({
    config: `authorization { users: [
      { user: all, password: secret }
      { user: some, password: secret, permissions: { publish: { deny: "$JS.API.CONSUMER.>" } } }
    ] }`,
  });
  const all = await open(server.url, { user: 'all', pass: 'secret' });
  await all.admin.create(config('seen'));
  for (const name of ['one', 'two']) {
    await all.request(`CONSUMER.DURABLE.CREATE.seen.${name}`, {
      stream_name: 'seen',
      config: { durable_name: name, ack_policy: 'explicit' },
    });
  }
  const { admin } = await open(server.url, { user: 'some', pass: 'secret' });
  expect((await admin.info('seen'))?.state.consumers).toBe(2);
  await expect(admin.consumers('seen')).rejects.toMatchObject({ code: 'permission_denied' });
});
