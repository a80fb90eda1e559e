import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { wsconnect } from '@nats-io/nats-core';
import { connect } from 'nats';
import { connect as connectWebSocket } from 'nats.ws';
import type { NatsConnection } from './connection/nats-connection.ts';
import { openServer } from './context.fixture.ts';
import { createJetStreamTransport } from './transport.ts';

const { url, websocketUrl } = await openServer();

const clients: Record<string, () => Promise<NatsConnection>> = {
  'nats 2': () => connect({ servers: url }),
  'nats.ws 1': () => connectWebSocket({ servers: websocketUrl }),
  wsconnect: () => wsconnect({ servers: websocketUrl }),
};

for (const [name, open] of Object.entries(clients)) {
  await describeConformance({
    name: `jetstream over a connection of ${name}`,
    createStore: async () => {},
    open: async () => createJetStreamTransport({ connection: await open(), ownsConnection: true }),
    removeStore: async () => {},
  });
}
