import { startDeadline } from '@agog/deliverables-core/transport';
import { describe, expect, test } from 'vitest';
import type { WireStreamInfo } from '../api/stream-info.ts';
import { startLossyProxy } from '../connection/lossy-proxy.fixture.ts';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import type { Context } from '../context.ts';
import { askLeader } from '../read/leader.ts';
import { createPublisher } from './publish.ts';

const server = await openServer();

/** How many messages the stream holds below `tail`. */
const countOn = async ({ api }: Context, stream: string, tail: string): Promise<number> => {
  const { state } = await api.call<WireStreamInfo>({
    path: `STREAM.INFO.${stream}`,
    body: { subjects_filter: `${stream}.${tail}` },
    what: 'Counting',
    deadline: api.begin(undefined),
    repeatable: true,
  });
  return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
};

/** Resolves when the stream has forgotten every id of before. */
const outliveWindow = async (context: Context, stream: string): Promise<void> => {
  const publish = createPublisher(context);
  const probe = async () => {
    const { duplicate } = await publish(outgoing(`${stream}.probe`), { messageId: 'probe' });
    return duplicate;
  };
  await probe();
  await expect.poll(probe, { timeout: 5_000 }).toBe(false);
};

/** A publisher whose answers can be lost, and a stream that soon forgets message ids. */
const openLossy = async () => {
  const proxy = await startLossyProxy(server.port);
  const observer = await openContext(server.url);
  const stream = await createStream(observer, { duplicate_window: 100_000_000 });
  const publish = createPublisher(await openContext(proxy.url));
  return {
    stream,
    subject: `${stream}.a`,
    publish,
    publishElsewhere: createPublisher(observer),
    count: () => countOn(observer, stream, 'a'),
    /** Loses the answer to a publish, and the connection until the server has forgotten the id. */
    async lose<T>(publishing: () => Promise<T>, meanwhile = async () => {}): Promise<Promise<T>[]> {
      const lost = proxy.lost();
      proxy.loseAnswers();
      const result = publishing();
      await lost;
      await meanwhile();
      proxy.breakOff();
      await outliveWindow(observer, stream);
      proxy.restore();
      // In a list, since waiting for the loss is not to wait for the result.
      return [result];
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
};

describe('an acknowledgement that gets lost', () => {
  test('after the duplicate window stores nothing twice', async () => {
    await using lossy = await openLossy();
    const { stream, subject, publish, lose, count } = lossy;
    await publish(outgoing(subject, 'first'), { messageId: 'first' });
    const [publishing] = await lose(() =>
      publish(outgoing(subject, 'second'), { messageId: 'second' }),
    );
    expect(await publishing).toEqual({ stream, sequence: 2, duplicate: false });
    expect(await count()).toBe(2);
  });

  test('on an empty channel never seen stores nothing twice', async () => {
    await using lossy = await openLossy();
    const { stream, subject, publish, lose, count } = lossy;
    // The stream is known, the channel is not.
    await publish(outgoing(`${stream}.known`), { messageId: 'known' });
    const [publishing] = await lose(() => publish(outgoing(subject), { messageId: 'own' }));
    expect(await publishing).toEqual({ stream, sequence: 2, duplicate: false });
    expect(await count()).toBe(1);
  });

  test('on a channel with messages of somebody else stores nothing twice', async () => {
    await using lossy = await openLossy();
    const { stream, subject, publish, publishElsewhere, lose, count } = lossy;
    await publish(outgoing(`${stream}.known`), { messageId: 'known' });
    await publishElsewhere(outgoing(subject, 'other'), { messageId: 'other' });
    // What gets lost is that the channel is not empty.
    const [publishing] = await lose(() => publish(outgoing(subject, 'own'), { messageId: 'own' }));
    expect((await publishing)?.duplicate).toBe(false);
    expect(await count()).toBe(2);
  });

  test('is found out by the next call with the same id', async () => {
    await using lossy = await openLossy();
    const { stream, subject, publish, lose, count } = lossy;
    await publish(outgoing(subject, 'first'), { messageId: 'first' });
    const message = outgoing(subject, 'second');
    let failed = async () => {};
    await lose(
      async () => {
        const attempt = publish(message, { messageId: 'second', timeout: 300 });
        const failure = expect(attempt).rejects.toMatchObject({ code: 'timeout' });
        failed = () => failure;
        await failure;
      },
      () => failed(),
    );
    const receipt = await publish(message, { messageId: 'second' });
    expect(receipt).toEqual({ stream, sequence: 2, duplicate: true });
    expect(await count()).toBe(2);
  });
});

test('a message that a frozen server takes late is not stored twice', async () => {
  const own = await openServer();
  const context = await openContext(own.url);
  const publish = createPublisher(context);
  const stream = await createStream(context, { duplicate_window: 100_000_000 });
  await publish(outgoing(`${stream}.a`, 'first'), { messageId: 'first' });
  await own.freeze();
  const message = outgoing(`${stream}.a`, 'second');
  const impatient = { messageId: 'second', timeout: 200 };
  await expect(publish(message, impatient)).rejects.toMatchObject({ code: 'timeout' });
  await expect(publish(message, impatient)).rejects.toMatchObject({ code: 'timeout' });
  const last = publish(message, { messageId: 'second' });
  own.thaw();
  expect((await last).sequence).toBe(2);
  expect(await countOn(context, stream, 'a')).toBe(2);
});

test('kills of the server lose nothing and double nothing', async () => {
  const own = await openServer();
  const context = await openContext(own.url);
  const publish = createPublisher(context);
  const stream = await createStream(context, { duplicate_window: 100_000_000 });
  const acknowledged = new Map<number, string>();
  let isDone = false;

  const work = async (worker: number): Promise<void> => {
    for (let index = 0; !isDone; index++) {
      const messageId = `${worker}-${index}`;
      const message = outgoing(`${stream}.${worker % 4}`, messageId);
      const { sequence } = await publish(message, { messageId });
      expect(acknowledged.has(sequence)).toBe(false);
      acknowledged.set(sequence, messageId);
    }
  };
  const workers = Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
  for (let kill = 0; kill < 5; kill++) {
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before + 50);
    await own.restart({ signal: 'SIGKILL' });
  }
  isDone = true;
  await workers;

  expect(await countOn(context, stream, '>')).toBe(acknowledged.size);
  for (const [sequence, messageId] of acknowledged) {
    const message = await askLeader(context.api, stream, { seq: sequence }, startDeadline());
    expect(message?.headers.get('Nats-Msg-Id')).toBe(messageId);
  }
}, 60_000);
