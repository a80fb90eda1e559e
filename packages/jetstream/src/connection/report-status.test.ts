import { connect } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { createJetStreamTransport } from '../transport.ts';

const server = await openServer();

test('a listener that throws is told what comes next, and ends nothing', async () => {
  const connection = await connect({ servers: server.url, reconnectTimeWait: 20 });
  const seen: string[] = [];
  const transport = createJetStreamTransport({
    connection,
    onStatus({ type }) {
      seen.push(type);
      throw new Error('of the listener');
    },
  });
  await connection.reconnect();
  await expect.poll(() => seen).toEqual(['disconnected', 'reconnected']);
  await connection.close();
  await expect.poll(() => seen.at(-1)).toBe('closed');
  await transport.close();
});

test('nothing is told of a connection after its transport was closed', async () => {
  const connection = await connect({ servers: server.url });
  const seen: unknown[] = [];
  const transport = createJetStreamTransport({
    connection,
    onStatus: (status) => void seen.push(status),
  });
  await transport.close();
  await connection.close();
  expect(seen).toEqual([]);
});
