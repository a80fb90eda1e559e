import { connect as connectSocket } from 'node:net';
import { connect } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer } from '../context.fixture.ts';
import { createJetStreamTransport } from '../transport.ts';

/** Publishes a block of headers as it is, without a body, as no client would. */
const publishBlock = (port: number, subject: string, block: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.on('error', reject);
    let heard = '';
    socket.on('data', (data) => {
      heard += String(data);
      if (!heard.includes('PONG')) return;
      socket.end();
      resolve();
    });
    const length = Buffer.byteLength(block);
    socket.write('CONNECT {"verbose":false,"headers":true}\r\n');
    socket.write(`HPUB ${subject} ${length} ${length}\r\n${block}\r\nPING\r\n`);
  });

describe.each(['2.15', '2.10'] as const)('over %s', async (version) => {
  const server = await openServer({ version });

  test.each([
    'NATS/1.0 503',
    'NATS/1.0 503\r\n\r\n',
    'NATS/1.0 404 No Messages',
    'NATS/1.0 409 Batch Completed',
    'NATS/1.0 100 Idle Heartbeat',
  ])('a stored message that says "%s" is a message as any', async (block) => {
    const context = await openContext(server.url);
    const stream = await createStream(context);
    await publishBlock(server.port, `${stream}.a`, block);
    await publishBlock(server.port, `${stream}.b`, block);
    const connection = await connect({ servers: server.url });
    const transport = createJetStreamTransport({ connection, ownsConnection: true });
    for (const select of ['all', 'last'] as const) {
      const found: number[] = [];
      const reading = transport.read({ stream, select }, { timeout: 5_000 });
      for await (const { sequence } of reading) found.push(sequence);
      expect(found).toEqual([1, 2]);
    }
    const got = await transport.get({ stream, subject: `${stream}.b` });
    expect(got).toMatchObject({ sequence: 2, size: 0 });
    const subscription = await transport.subscribe({ streams: [stream], from: 'start' });
    for (const sequence of [1, 2]) {
      expect((await subscription.next()).value).toMatchObject({ sequence });
    }
    await transport.close();
  });
});
