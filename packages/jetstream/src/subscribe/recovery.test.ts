import { serverLines } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import { startLossyProxy } from '../connection/lossy-proxy.fixture.ts';
import { createStream, openContext, openServer } from '../context.fixture.ts';
import type { Context } from '../context.ts';
import { ask, createAnew, publishAll, take, takeSequences, upTo } from './following.fixture.ts';
import { subscribe } from './subscribe.ts';

const consumersOf = async (context: Context, stream: string): Promise<string[]> => {
  const { consumers } = await ask<{ consumers: string[] | null }>(
    context,
    `CONSUMER.NAMES.${stream}`,
  );
  return consumers ?? [];
};

describe.each(serverLines)('a subscription, nats-server %s', (version) => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'sees every message once over a restart by %s, and is not silent',
    async (signal) => {
      const server = await openServer({ version });
      const reader = await openContext(server.url);
      const writer = await openContext(server.url);
      const stream = await createStream(reader);
      const query = { streams: [stream], from: 'start' } as const;
      await using subscription = await subscribe(reader, query, undefined);
      const publishing = publishAll(writer, stream, 100);
      const sequences = await takeSequences(subscription, 50);

      let back = Number.NaN;
      const lost = new Promise<void>((resolve) => {
        reader.link.onChange((isUp) => {
          if (isUp) back = performance.now();
          else resolve();
        });
      });
      const restarting = server.restart({ signal });
      await lost;
      // What is published now is stored after the restart.
      const rest = publishing.then(() => publishAll(writer, stream, 100));
      let silence = Number.NaN;
      while (sequences.length < 200) {
        sequences.push((await take(subscription)).sequence);
        if (Number.isNaN(silence)) silence = performance.now() - back;
      }
      await Promise.all([restarting, rest]);
      expect(sequences).toEqual(upTo(200));
      expect(silence).toBeLessThan(1_000);
    },
  );

  test('goes on when its consumer is deleted behind its back, while it waits or not', async () => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await createStream(context);
    const query = { streams: [stream], from: 'new' } as const;
    await using subscription = await subscribe(context, query, undefined);
    for (const isWaiting of [false, true]) {
      await publishAll(context, stream, 1);
      await take(subscription);
      const next = isWaiting ? take(subscription) : null;
      for (const name of await consumersOf(context, stream)) {
        await ask(context, `CONSUMER.DELETE.${stream}.${name}`);
      }
      await publishAll(context, stream, 1);
      const { sequence } = await (next ?? take(subscription));
      expect(sequence).toBe(isWaiting ? 4 : 2);
    }
  });

  test('goes on after a purge amid a backlog', async () => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await createStream(context);
    await publishAll(context, stream, 700);
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    expect(await takeSequences(subscription, 10)).toEqual(upTo(10));
    await ask(context, `STREAM.PURGE.${stream}`);
    await publishAll(context, stream, 1);
    const rest = [10];
    while (rest.at(-1) !== 701) rest.push((await take(subscription)).sequence);
    expect(rest).toEqual([...new Set(rest)].sort((one, other) => one - other));
  });

  test('begins anew in a stream created anew while the connection was lost', async () => {
    const server = await openServer({ version });
    await using proxy = await startLossyProxy(server.port);
    const observer = await openContext(server.url);
    const context = await openContext(proxy.url);
    const stream = await createStream(observer);
    await publishAll(observer, stream, 10);
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    const { created } = subscription.cursor[stream] ?? {};
    expect(await takeSequences(subscription, 10)).toEqual(upTo(10));
    const next = take(subscription);

    proxy.breakOff();
    await createAnew(observer, stream);
    await publishAll(observer, stream, 20);
    const start = performance.now();
    proxy.restore();
    const sequences = [(await next).sequence, ...(await takeSequences(subscription, 19))];
    expect(sequences).toEqual(upTo(20));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(subscription.cursor[stream]?.created).not.toBe(created);
  });

  test('waits for a stream that was deleted, and begins anew in it', async () => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const stream = await createStream(context);
    const query = { streams: [stream], from: 'new' } as const;
    await using subscription = await subscribe(context, query, undefined);
    await publishAll(context, stream, 3);
    expect(await takeSequences(subscription, 3)).toEqual(upTo(3));
    const next = take(subscription);
    const { config } = await ask<{ config: object }>(context, `STREAM.INFO.${stream}`);
    const watcher = await connect({ servers: server.url });
    let looks = 0;
    watcher.subscribe(`$JS.API.CONSUMER.CREATE.${stream}.>`, {
      callback() {
        looks += 1;
      },
    });
    await watcher.flush();
    await ask(context, `STREAM.DELETE.${stream}`);
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(1);
    await watcher.close();
    await ask(context, `STREAM.CREATE.${stream}`, config);
    await publishAll(context, stream, 2);
    expect([(await next).sequence, (await take(subscription)).sequence]).toEqual([1, 2]);
    await subscription.close();
    expect(await consumersOf(context, stream)).toEqual([]);
  });
});
