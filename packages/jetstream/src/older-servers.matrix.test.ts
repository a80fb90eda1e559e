import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { serverLines } from '@agog-internal/nats-server';
import { overTcp } from './conformance.fixture.ts';
import { createJetStreamTransport } from './transport.ts';

for (const version of serverLines) {
  if (version !== '2.15')
    await describeConformance(await overTcp(version, createJetStreamTransport));
}
