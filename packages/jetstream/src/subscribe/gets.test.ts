import { connect } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer } from '../context.fixture.ts';
import { readMessages } from '../read/read.ts';
import { reader, withReader } from '../without-consumers.fixture.ts';
import { ask, createAnew, publishAll, take, takeSequences, upTo } from './following.fixture.ts';
import { subscribe } from './subscribe.ts';

describe.each(['2.15', '2.10'] as const)('without consumers, nats-server %s', async (version) => {
  const server = await openServer({ version, config: withReader });

  test('every message is seen once over a restart', async () => {
    const context = await openContext(server.url, reader);
    const writer = await openContext(server.url);
    const stream = await createStream(writer);
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    const publishing = publishAll(writer, stream, 100);
    const sequences = await takeSequences(subscription, 50);
    const restarting = server.restart({ signal: 'SIGKILL' });
    const rest = publishing.then(() => publishAll(writer, stream, 100));
    sequences.push(...(await takeSequences(subscription, 150)));
    await Promise.all([restarting, rest]);
    expect(sequences).toEqual(upTo(200));
  });

  test('a purge amid a backlog, and a stream created anew, are noticed', async () => {
    const context = await openContext(server.url, reader);
    const writer = await openContext(server.url);
    const stream = await createStream(writer);
    await publishAll(writer, stream, 700);
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    expect(await takeSequences(subscription, 10)).toEqual(upTo(10));
    await ask(writer, `STREAM.PURGE.${stream}`);
    await publishAll(writer, stream, 1);
    const rest = [10];
    while (rest.at(-1) !== 701) rest.push((await take(subscription)).sequence);
    expect(rest).toEqual([...new Set(rest)].sort((one, other) => one - other));

    await createAnew(writer, stream);
    await publishAll(writer, stream, 800);
    expect(await takeSequences(subscription, 800)).toEqual(upTo(800));
  });

  test('large messages come, whoever reads slowly', async () => {
    const context = await openContext(server.url, reader);
    const writer = await openContext(server.url);
    const stream = await createStream(writer);
    await publishAll(writer, stream, 12, 1_000_000);
    const query = { streams: [stream], from: 'start' } as const;
    await using subscription = await subscribe(context, query, undefined);
    expect(await takeSequences(subscription, 12)).toEqual(upTo(12));
    const read: number[] = [];
    for await (const one of readMessages(context, { stream, select: 'all' }, undefined)) {
      read.push(one.sequence);
    }
    expect(read).toEqual(upTo(12));
  });

  test('the server refuses once, answers soon, and is asked nothing after the close', async () => {
    const connection = await connect({ servers: server.url });
    const context = await openContext(server.url, reader);
    const refused: string[] = [];
    context.link.onRefusal((subject) => refused.push(subject));
    const stream = await createStream(context);
    const query = { streams: [stream], from: 'new' } as const;
    const subscription = await subscribe(context, query, undefined);
    const delays: number[] = [];
    for (let number = 1; number <= 5; number++) {
      const next = take(subscription);
      await publishAll(context, stream, 1);
      const { time } = await next;
      delays.push(Date.now() - time.getTime());
    }
    expect(Math.max(...delays)).toBeLessThan(250);
    await (await subscribe(context, query, undefined)).close();
    expect(refused).toEqual([expect.stringContaining(`CONSUMER.CREATE.${stream}`)]);

    const next = subscription.next();
    let looks = 0;
    connection.subscribe(`$JS.API.STREAM.INFO.${stream}`, {
      callback() {
        looks += 1;
      },
    });
    await connection.flush();
    await expect.poll(() => looks).toBeGreaterThan(1);
    await subscription.close();
    expect((await next).done).toBe(true);
    await connection.flush();
    const before = looks;
    const started = performance.now();
    await expect.poll(() => performance.now() - started, { timeout: 3_000 }).toBeGreaterThan(1_200);
    expect(looks).toBe(before);
    await connection.close();
  });
});
