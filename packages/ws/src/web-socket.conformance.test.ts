import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { connectWebSocket } from '@agog/deliverables-ws';
import { startServer } from '@agog-internal/nats-server';
import { afterAll } from 'vitest';

// Every requirement has streams of its own on the one server.
const server = await startServer();
afterAll(() => server[Symbol.asyncDispose]());

await describeConformance<string>({
  name: 'ws',
  createStore: async () => server.websocketUrl,
  open: (servers) => connectWebSocket({ servers }),
  removeStore: async () => {},
});
