import { requirements, runConformance } from '@agog/deliverables-conformance';
import { connect } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { openServer } from './context.fixture.ts';
import { createJetStreamTransport } from './transport.ts';
import { reader, withReader } from './without-consumers.fixture.ts';

/** What is all about durable names, and what has to do with them among other things. */
const isByName = /consum|queue|settle/;
const knownGaps = [
  'lifecycle.close-ends-subscriptions',
  'publish.same-everywhere',
  'subscribe.leaves-nothing-behind',
  'admin.delete-stream',
  'admin.create-anew',
  'persistent.durable-names',
];

test.each(['2.15', '2.10'] as const)(
  'whoever may have no consumers reads and follows as everybody else, nats-server %s',
  async (version) => {
    const { url } = await openServer({ version, config: withReader });
    const login = { servers: url, ...reader };
    const only = requirements.filter(({ id }) => !isByName.test(id));
    const report = await runConformance(
      {
        name: `jetstream without consumers, nats-server ${version}`,
        createStore: async () => null,
        open: async () =>
          createJetStreamTransport({ connection: await connect(login), ownsConnection: true }),
        removeStore: async () => {},
        knownGaps,
      },
      { only },
    );
    expect(report.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.outcomes.passed).toBeGreaterThan(0);
  },
  120_000,
);
