import type { Harness } from '@agog/deliverables-conformance';
import type { ServerLine } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { openServer } from './context.fixture.ts';
import type { createJetStreamTransport } from './transport.ts';

/** A transport over TCP, on a server of its own. */
export const overTcp = async (
  version: ServerLine,
  createTransport: typeof createJetStreamTransport,
): Promise<Harness<string>> => {
  const { url } = await openServer({ version });
  return {
    name: `jetstream over TCP, nats-server ${version}`,
    createStore: async () => url,
    open: async (servers) =>
      createTransport({ connection: await connect({ servers }), ownsConnection: true }),
    removeStore: async () => {},
  };
};
