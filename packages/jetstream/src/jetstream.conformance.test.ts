import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { serverLines } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { openServer } from './context.fixture.ts';
import { createJetStreamTransport } from './transport.ts';

for (const version of serverLines) {
  const { url } = await openServer({ version });
  await describeConformance({
    name: `jetstream over TCP, nats-server ${version}`,
    createStore: async () => url,
    open: async (servers) =>
      createJetStreamTransport({ connection: await connect({ servers }), ownsConnection: true }),
    removeStore: async () => {},
  });
}
