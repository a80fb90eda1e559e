import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { overTcp } from './conformance.fixture.ts';
import { createJetStreamTransport } from './transport.ts';

// The older lines of servers: older-servers.matrix.test.ts.
await describeConformance(await overTcp('2.15', createJetStreamTransport));
