import { connect } from '@nats-io/transport-node';
import { connect as connectOlder } from 'nats';
import { describe, expect, test } from 'vitest';
import { openServer, outgoing } from '../context.fixture.ts';
import { createJetStreamTransport } from '../transport.ts';
import type { NatsConnection } from './nats-connection.ts';

const server = await openServer();

interface Drainable extends NatsConnection {
  drain(): Promise<void>;
}

const clients: Record<string, () => Promise<Drainable>> = {
  'nats 3': () => connect({ servers: server.url, reconnectTimeWait: 20 }),
  'nats 2': () => connectOlder({ servers: server.url, reconnectTimeWait: 20 }),
};

describe.for(Object.entries(clients))('a connection of %s', ([, open]) => {
  test('that is draining is refused as closed', async () => {
    const connection = await open();
    connection.subscribe('anything', { callback() {} });
    const drained = connection.drain();
    expect(() => createJetStreamTransport({ connection })).toThrow(
      expect.objectContaining({ code: 'closed' }),
    );
    await drained;
  });

  test('that is lost when it is handed over is waited for', async () => {
    const connection = await open();
    await server.stop();
    await expect.poll(() => connection.info).toBeUndefined();
    const transport = createJetStreamTransport({ connection, ownsConnection: true });
    const creating = transport.admin?.create({
      name: 'handed-over',
      subjects: ['handed-over'],
      retention: 'limits',
      discard: 'old',
      description: '',
      maxMessages: null,
      maxBytes: null,
      maxAge: null,
      maxMessageSize: null,
      duplicateWindow: 120_000,
    });
    const finding = transport.get({ stream: 'handed-over', subject: 'handed-over' });
    finding.catch(() => {});
    const purging = transport.admin?.purge('handed-over', { filter: 'nothing' });
    purging?.catch(() => {});
    await server.restart();
    const restarted = performance.now();
    await creating;
    await Promise.allSettled([finding, purging]);
    const { sequence } = await transport.publish(outgoing('handed-over'), { messageId: 'first' });
    expect(sequence).toBe(1);
    // And not until the time of one attempt is over.
    expect(performance.now() - restarted).toBeLessThan(4_000);
    await transport.admin?.deleteStream('handed-over');
    await transport.close();
  });
});
