import type { Consumption } from '@agog/deliverables-core';
import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { nameOf, openWorker, take, work } from './open-worker.fixture.ts';

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index}`);

describe.each(serverLines)('over a restart of nats-server %s', async (version) => {
  const server = await openServer({ version });
  const worker = await openWorker(server.url);
  const { admin, consume, publish, look } = worker;

  test('what was in hand is acknowledged, though the server forgot that it delivered it', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`, `${stream}.b`);
    const options = { stream, name: 'name', acknowledgeWithin: 600 };
    const consumption = await consume(options);
    const delivery = await take(consumption);
    await server.restart({ signal: 'SIGKILL' });
    await delivery.acknowledge();
    await delivery.acknowledge();
    expect(await work(consumption, 1)).toEqual(['b']);
    await publish(`${stream}.c`);
    expect(await work(consumption, 1)).toEqual(['c']);
    // By now its time would be over, and it is not to come again to anybody.
    const { ack_floor } = await look(stream, 'name');
    expect(ack_floor.stream_seq).toBe(3);
  });

  test('what was acknowledged does not come again, though the server forgot the acknowledgement', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`, `${stream}.b`, `${stream}.c`);
    const consumption = await consume({ stream, name: 'name', acknowledgeWithin: 500 });
    expect(await work(consumption, 2)).toEqual(['a', 'b']);
    await server.restart({ signal: 'SIGKILL' });
    expect(await work(consumption, 1)).toEqual(['c']);
    await publish(`${stream}.d`);
    expect(await work(consumption, 1)).toEqual(['d']);
  });

  test('an acknowledgement after the close counts, or says that it cannot', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`);
    const options = { stream, name: 'name' };
    const consumption = await consume(options);
    const delivery = await take(consumption);
    await consumption.close();
    await server.restart({ signal: 'SIGKILL' });
    const error = await delivery.acknowledge().then(
      () => null,
      (reason: unknown) => reason,
    );
    const { num_pending, num_ack_pending } = await look(stream, 'name');
    if (error === null) expect(num_pending + num_ack_pending).toBe(0);
    else expect(error).toMatchObject({ code: 'store_unavailable', details: { sequence: 1 } });
  });

  test('a look that waits is answered by what comes then', async () => {
    const stream = await worker.stream();
    const consumption = await consume({ stream, name: 'name' });
    const pending = take(consumption);
    await server.restart();
    await publish(`${stream}.a`);
    const delivery = await pending;
    expect([nameOf(delivery), delivery.attempts]).toEqual(['a', 1]);
    await delivery.acknowledge();
  });

  test('a name that another program made goes on', async () => {
    const stream = await worker.stream();
    await worker.request(`CONSUMER.DURABLE.CREATE.${stream}.theirs`, {
      stream_name: stream,
      config: { durable_name: 'theirs', ack_policy: 'explicit' },
    });
    const consumption = await consume({ stream, name: 'theirs' });
    const pending = take(consumption);
    await server.restart();
    await publish(`${stream}.a`);
    await (await pending).acknowledge();
    expect((await look(stream, 'theirs')).ack_floor.stream_seq).toBe(1);
  });

  test('two workers on one name do all the work', async () => {
    const stream = await worker.stream({ retention: 'workqueue' });
    const options = { stream, name: 'name', acknowledgeWithin: 1_000 };
    const other = await openWorker(server.url);
    const done = new Set<string>();
    const consumptions = [await consume(options), await other.consume(options)];
    const toil = async (consumption: Consumption): Promise<void> => {
      for await (const delivery of consumption) {
        await delivery.acknowledge();
        done.add(nameOf(delivery));
      }
    };
    const toiling = Promise.all(consumptions.map(toil));
    await publish(...numbers(30).map((number) => `${stream}.${number}`));
    await server.restart({ signal: 'SIGKILL' });
    await publish(...numbers(30).map((number) => `${stream}.${Number(number) + 30}`));
    await expect.poll(() => done.size, { timeout: 10_000 }).toBe(60);
    // Servers below 2.10 may forget what was removed before they were killed.
    const isKept = version === '2.9';
    const left = async () => (isKept ? 0 : (await admin.info(stream))?.state.messages);
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
    await Promise.all(consumptions.map((consumption) => consumption.close()));
    await toiling;
  });
});
