import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageId } from '@agog/deliverables-core/transport';
import { serverLines } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { reader, withReader } from '../without-consumers.fixture.ts';
import { subscribe } from './subscribe.ts';

test.each([
  ...serverLines.map((version) => ({ version, by: 'consumers', login: {} })),
  ...(['2.15', '2.10'] as const).map((version) => ({ version, by: 'gets', login: reader })),
])(
  'a server that was given an older copy of its store stores under the same sequences again: all of it is handed out, by $by, nats-server $version',
  async ({ version, login }) => {
    const copies = await mkdtemp(join(tmpdir(), 'agog-copy-'));
    onTestFinished(() => rm(copies, { recursive: true }));
    const server = await openServer({ version, config: withReader });
    const streams = join(server.storeDirectory, 'jetstream');
    const writer = await openContext(server.url);
    const follower = await openContext(server.url, login);
    const stream = await createStream(writer);
    const publish = async (...texts: string[]): Promise<void> => {
      for (const text of texts) {
        const options = { messageId: createMessageId() };
        await createPublisher(writer)(outgoing(`${stream}.a`, text), options);
      }
    };
    await using subscription = await subscribe(
      follower,
      { streams: [stream], from: 'start' },
      undefined,
    );
    const take = async (count: number): Promise<string[]> => {
      const texts: string[] = [];
      while (texts.length < count) {
        const { value } = await subscription.next();
        texts.push(new TextDecoder().decode(value?.body));
      }
      return texts;
    };

    await publish('1', '2');
    await server.stop();
    await cp(streams, copies, { recursive: true });
    await server.restart();
    await publish('3', '4', '5');
    expect(await take(5)).toEqual(['1', '2', '3', '4', '5']);

    const next = take(2);
    await server.stop();
    await rm(streams, { recursive: true });
    await cp(copies, streams, { recursive: true });
    await server.restart();
    await publish('another 3', 'another 4');
    expect(await next).toEqual(['another 3', 'another 4']);
    expect(subscription.cursor[stream]?.sequence).toBe(4);
  },
);
