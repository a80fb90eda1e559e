import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { config, open } from './open-admin.fixture.ts';

describe.each(serverLines)('on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const { admin, request } = await open(server.url);

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

  test('refuses what the server refuses as an argument', async () => {
    await expect(admin.create(config('all', { subjects: ['>'] }))).rejects.toMatchObject({
      code: expect.stringMatching(/^(invalid_argument|stream_conflict)$/),
    });
  });

  test('refuses a change of what cannot be changed', async () => {
    const stream = 'unchanged';
    await admin.create(config(stream));
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
    const nothing: object = { maxBytes: undefined };
    expect((await admin.update(stream, nothing)).config.maxBytes).toBe(null);
  });

  test('takes what it was told when it was called', async () => {
    const stream = 'copied';
    await admin.create(config(stream));
    const changes = { subjects: [`${stream}.a`], description: 'first' };
    const updating = admin.update(stream, changes);
    changes.subjects.push(`${stream}.b`);
    changes.description = 'second';
    expect((await updating).config).toMatchObject({
      subjects: [`${stream}.a`],
      description: 'first',
    });
  });
});
