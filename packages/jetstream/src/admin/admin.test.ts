import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { createStream, openServer } from '../context.fixture.ts';
import { config, open } from './open-admin.fixture.ts';

describe.each(serverLines)('on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const { admin, publish, request } = await open(server.url);

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
