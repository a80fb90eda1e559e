import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { openWorker, take, work } from './open-worker.fixture.ts';

describe.each(serverLines)('a durable name on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const worker = await openWorker(server.url);
  const { admin, consume, publish, request, look } = worker;
  const isOldest = version === '2.9';

  test('takes filters that overlap, and tells them', async () => {
    const stream = await worker.stream();
    const filters = [`${stream}.*.b`, `${stream}.a.*`, `${stream}.end`, `${stream}.a.b`];
    const consumption = await consume({ stream, name: 'name', filters });
    await publish(...['a.b', 'c.c', 'c.b', 'a.c', 'd', 'end'].map((tail) => `${stream}.${tail}`));
    expect(await work(consumption, 4)).toEqual(['b', 'b', 'c', 'end']);
    expect(await admin.consumers(stream)).toEqual([
      { stream, name: 'name', filters: filters.slice(0, 3).sort(), unsettled: 0, pending: 0 },
    ]);
    await consume({ stream, name: 'name', filters: filters.toReversed() });
    for (const other of [filters.slice(1), [...filters, `${stream}.d`], [`${stream}.>`], []]) {
      await expect(consume({ stream, name: 'name', filters: other })).rejects.toMatchObject({
        code: 'consumer_conflict',
        details: { stream, consumer: 'name' },
      });
    }
  });

  test('may wait for subjects that the stream is still to take', async () => {
    const stream = await worker.stream({ subjects: ['early'] });
    const filters = [`${stream}.later`];
    const consumption = await consume({ stream, name: 'name', filters });
    await admin.update(stream, { subjects: ['early', `${stream}.>`] });
    await publish('early', `${stream}.other`, `${stream}.later`);
    expect(await work(consumption, 1)).toEqual(['later']);
    expect((await admin.consumers(stream))[0]?.filters).toEqual(filters);
    await admin.deleteStream(stream);
  });

  test('begins at a sequence that is still to come', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.1`);
    const consumption = await consume({ stream, name: 'name', from: { sequence: 4 } });
    await publish(`${stream}.2`, `${stream}.3`, `${stream}.4`, `${stream}.5`);
    expect(await work(consumption, 2)).toEqual(['4', '5']);
  });

  test('begins at a time that is still to come', async () => {
    const stream = await worker.stream();
    const from = { time: new Date(Date.now() + 400) };
    const consumption = await consume({ stream, name: 'name', from });
    const first = take(consumption);
    let sequence = 0;
    for (let isOver = false; !isOver; ) {
      await publish(`${stream}.a`);
      sequence += 1;
      isOver = ((await admin.info(stream))?.state.lastTime ?? from.time) > from.time;
    }
    expect(sequence).toBeGreaterThan(1);
    const { message } = await first;
    expect(message.time.getTime()).toBeGreaterThanOrEqual(from.time.getTime());
  });

  test('takes over the acknowledgement time given last', async () => {
    const stream = await worker.stream();
    const filters = [`${stream}.a`];
    await consume({ stream, name: 'name', filters, acknowledgeWithin: 60_000 });
    const { created } = await look(stream, 'name');
    await consume({ stream, name: 'name', filters, acknowledgeWithin: 70_000.5 });
    expect(await look(stream, 'name')).toMatchObject({
      created,
      config: { ack_wait: 70_000_500_000, filter_subject: filters[0] },
    });
  });

  test('is opened by many at once, with the same settings or others', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`);
    const opening = Array.from({ length: 8 }, (_, index) =>
      consume({ stream, name: 'name', from: 'new', acknowledgeWithin: 1_000 * (index + 1) }),
    );
    const consumptions = await Promise.all(opening);
    expect(consumptions).toHaveLength(8);
    expect(await admin.consumers(stream)).toHaveLength(1);
  });

  test('is not taken from a program that uses it otherwise', async () => {
    const stream = await worker.stream();
    for (const config of [
      { ack_policy: 'explicit', deliver_subject: 'somewhere' },
      { ack_policy: 'none' },
    ]) {
      await request(`CONSUMER.DURABLE.CREATE.${stream}.theirs`, {
        stream_name: stream,
        config: { durable_name: 'theirs', ...config },
      });
      await expect(consume({ stream, name: 'theirs' })).rejects.toMatchObject({
        code: 'consumer_conflict',
      });
      await admin.deleteConsumer(stream, 'theirs');
    }
  });

  test('is taken from a program that uses it alike', async () => {
    const stream = await worker.stream();
    await request(`CONSUMER.DURABLE.CREATE.${stream}.theirs`, {
      stream_name: stream,
      config: { durable_name: 'theirs', ack_policy: 'explicit', description: 'agog of it' },
    });
    await publish(`${stream}.a`);
    expect(await work(await consume({ stream, name: 'theirs' }), 1)).toEqual(['a']);
  });

  test('has several filters in a work queue only where no message is delivered to be passed over', async () => {
    const stream = await worker.stream({ retention: 'workqueue' });
    const unsupported = { code: 'unsupported', details: { stream } };
    const filters = [`${stream}.a.*`, `${stream}.*.b`];
    await expect(consume({ stream, name: 'name', filters })).rejects.toMatchObject(unsupported);
    const apart = { stream, name: 'name', filters: [`${stream}.a`, `${stream}.b`] };
    if (isOldest) {
      await expect(consume(apart)).rejects.toMatchObject(unsupported);
      expect(await admin.consumers(stream)).toEqual([]);
      return;
    }
    const consumption = await consume(apart);
    await publish(`${stream}.c`, `${stream}.b`, `${stream}.a`);
    expect(await work(consumption, 2)).toEqual(['b', 'a']);
    expect((await admin.info(stream))?.state.messages).toBe(1);
  });

  test('shares no work with another that overlaps, whoever comes first', async () => {
    for (const [one, other] of [
      ['a.*', '*.b'],
      ['a.*', 'a.b'],
      ['a.b', 'a.*'],
      ['>', 'a'],
      ['a', '>'],
    ]) {
      const stream = await worker.stream({ retention: 'workqueue' });
      await consume({ stream, name: 'one', filters: [`${stream}.${one}`] });
      await expect(
        consume({ stream, name: 'other', filters: [`${stream}.${other}`] }),
      ).rejects.toMatchObject({ code: 'consumer_conflict' });
      await admin.deleteStream(stream);
    }
  });

  test('does not begin with a cursor', async () => {
    // Callers without a compiler may pass anything.
    const from = { cursor: {} } as unknown as 'new';
    await expect(consume({ stream: 'any', name: 'name', from })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });
});
