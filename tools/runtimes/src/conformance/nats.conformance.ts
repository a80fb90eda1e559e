import { describeConformance } from '@agog/deliverables-conformance/node-test';
import { connectNats } from '@agog/deliverables-nats';
import { serverUrl } from '../server-url.ts';
import { serverHarness } from './server-harness.ts';

await describeConformance(serverHarness('nats', () => connectNats({ servers: serverUrl() })));
