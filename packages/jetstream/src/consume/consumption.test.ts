import { afterAll, describe, expect, test } from 'vitest';
import { startLossyProxy } from '../connection/lossy-proxy.fixture.ts';
import { openServer } from '../context.fixture.ts';
import { nameOf, openWorker, take, work } from './open-worker.fixture.ts';

const server = await openServer();
const worker = await openWorker(server.url);
const { admin, consume, publish, look } = worker;

const proxies: AsyncDisposable[] = [];
afterAll(async () => {
  for (const proxy of proxies) await proxy[Symbol.asyncDispose]();
});

/** A worker whose connection can be disturbed. */
const openDisturbed = async () => {
  const proxy = await startLossyProxy(server.port);
  proxies.push(proxy);
  return { proxy, ...(await openWorker(proxy.url)) };
};

describe('a consumption', () => {
  test('asks for nothing that nobody waits for', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`, `${stream}.b`, `${stream}.c`);
    const consumption = await consume({ stream, name: 'name' });
    await take(consumption);
    expect(await look(stream, 'name')).toMatchObject({ num_ack_pending: 1, num_pending: 2 });
    await consumption.close();
  });

  test('leaves no waiting look behind', async () => {
    const stream = await worker.stream();
    const consumption = await consume({ stream, name: 'name' });
    const pending = consumption.next();
    await expect.poll(async () => (await look(stream, 'name')).num_waiting).toBe(1);
    await consumption.close();
    expect(await pending).toEqual({ done: true, value: undefined });
    await publish(`${stream}.a`);
    const other = await consume({ stream, name: 'name' });
    expect((await take(other)).attempts).toBe(1);
  });

  test('answers looks in the order in which they were made', async () => {
    const stream = await worker.stream();
    const consumption = await consume({ stream, name: 'name' });
    const looks = [take(consumption), take(consumption), take(consumption)];
    await publish(`${stream}.a`, `${stream}.b`, `${stream}.c`);
    expect((await Promise.all(looks)).map(nameOf)).toEqual(['a', 'b', 'c']);
  });

  test('whose name was made anew takes nothing, also when it was not looking', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`);
    const old = await consume({ stream, name: 'name' });
    const held = await take(old);
    await admin.deleteConsumer(stream, 'name');
    const anew = await consume({ stream, name: 'name' });
    await expect(old.next()).rejects.toMatchObject({ code: 'consumer_not_found' });
    expect(await old.next()).toEqual({ done: true, value: undefined });
    const delivery = await take(anew);
    await held.acknowledge();
    await held.retry();
    await held.extend();
    expect(await look(stream, 'name')).toMatchObject({ num_ack_pending: 1 });
    await delivery.acknowledge();
    expect(await look(stream, 'name')).toMatchObject({ num_ack_pending: 0, num_pending: 0 });
  });

  test('whose stream is gone lets its deliveries be settled without an error', async () => {
    const stream = await worker.stream();
    await publish(`${stream}.a`, `${stream}.b`);
    const consumption = await consume({ stream, name: 'name' });
    const deliveries = [await take(consumption), await take(consumption)];
    await admin.deleteStream(stream);
    await deliveries[0]?.acknowledge();
    await deliveries[1]?.retry();
    await expect(consumption.next()).rejects.toMatchObject({ code: 'stream_not_found' });
  });

  test('goes on after its connection broke', async () => {
    const { proxy, consume } = await openDisturbed();
    const stream = await worker.stream();
    const consumption = await consume({ stream, name: 'name' });
    const pending = take(consumption);
    await expect.poll(async () => (await look(stream, 'name')).num_waiting).toBe(1);
    proxy.breakOff();
    await publish(`${stream}.a`, `${stream}.b`);
    proxy.restore();
    const first = await pending;
    expect([nameOf(first), first.attempts]).toEqual(['a', 1]);
    await first.acknowledge();
    expect(await work(consumption, 1)).toEqual(['b']);
    expect(await look(stream, 'name')).toMatchObject({ num_waiting: 0, num_ack_pending: 0 });
  });

  test('gets again what was lost on the way to it', async () => {
    const { proxy, consume } = await openDisturbed();
    const stream = await worker.stream();
    const consumption = await consume({ stream, name: 'name', acknowledgeWithin: 300 });
    const pending = take(consumption);
    await expect.poll(async () => (await look(stream, 'name')).num_waiting).toBe(1);
    proxy.loseAnswers();
    const lost = proxy.lost();
    await publish(`${stream}.a`);
    await lost;
    proxy.breakOff();
    proxy.restore();
    const delivery = await pending;
    expect([nameOf(delivery), delivery.attempts]).toEqual(['a', 2]);
  });

  test('acknowledges through a connection that breaks', async () => {
    const { proxy, consume } = await openDisturbed();
    const stream = await worker.stream();
    await publish(`${stream}.a`, `${stream}.b`);
    const consumption = await consume({ stream, name: 'name' });
    const [one, other] = [await take(consumption), await take(consumption)];
    proxy.loseAnswers();
    const lost = proxy.lost();
    const acknowledging = one.acknowledge();
    await lost;
    proxy.breakOff();
    const later = other.acknowledge();
    proxy.restore();
    await Promise.all([acknowledging, later]);
    expect((await look(stream, 'name')).ack_floor.stream_seq).toBe(2);
  });

  test('does not wait longer than told for an acknowledgement', async () => {
    const { proxy, consume } = await openDisturbed();
    const stream = await worker.stream();
    await publish(`${stream}.a`);
    const consumption = await consume({ stream, name: 'name' });
    const delivery = await take(consumption);
    proxy.breakOff();
    await expect(delivery.acknowledge({ timeout: 100 })).rejects.toMatchObject({ code: 'timeout' });
    const signal = AbortSignal.timeout(50);
    await expect(delivery.acknowledge({ signal })).rejects.toMatchObject({ code: 'aborted' });
    await consumption.close();
    proxy.restore();
    await delivery.acknowledge();
    expect((await look(stream, 'name')).ack_floor.stream_seq).toBe(1);
  });
});

describe('a user who may not', async () => {
  const guarded = await openServer({
    config: `authorization { users: [
      { user: all, password: secret }
      { user: mute, password: secret, permissions: { publish: { deny: "$JS.ACK.>" } } }
      { user: deaf, password: secret, permissions: { publish: { deny: "$JS.API.CONSUMER.MSG.NEXT.>" } } }
    ] }`,
  });
  const all = await openWorker(guarded.url, { user: 'all', pass: 'secret' });

  test('acknowledge is told so', async () => {
    const stream = await all.stream();
    await all.publish(`${stream}.a`);
    const mute = await openWorker(guarded.url, { user: 'mute', pass: 'secret' });
    const delivery = await take(await mute.consume({ stream, name: 'name' }));
    const denied = {
      code: 'permission_denied',
      message: expect.stringContaining(`$JS.ACK.${stream}.name.`),
    };
    await expect(delivery.extend()).rejects.toMatchObject(denied);
    await expect(delivery.acknowledge()).rejects.toMatchObject(denied);
    await expect(delivery.retry()).rejects.toMatchObject(denied);
  });

  test('pull is told so', async () => {
    const stream = await all.stream();
    const deaf = await openWorker(guarded.url, { user: 'deaf', pass: 'secret' });
    const consumption = await deaf.consume({ stream, name: 'name' });
    await expect(consumption.next()).rejects.toMatchObject({
      code: 'permission_denied',
      message: expect.stringContaining(`$JS.API.CONSUMER.MSG.NEXT.${stream}.name`),
    });
    expect(await consumption.next()).toEqual({ done: true, value: undefined });
  });
});
