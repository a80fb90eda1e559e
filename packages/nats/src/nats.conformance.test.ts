import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { afterAll } from 'vitest';

// Every requirement has streams of its own on the one server.
const server = await startServer();
afterAll(() => server[Symbol.asyncDispose]());

await describeConformance<string>({
  name: 'nats',
  createStore: async () => server.url,
  open: (servers) => connectNats({ servers }),
  removeStore: async () => {},
});
