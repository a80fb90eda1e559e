import { describeConformance } from '@agog/deliverables-conformance/node-test';
import { connectWebSocket } from '@agog/deliverables-ws';
import { serverUrl } from '../server-url.ts';
import { serverHarness } from './server-harness.ts';

await describeConformance(serverHarness('ws', () => connectWebSocket({ servers: serverUrl() })));
