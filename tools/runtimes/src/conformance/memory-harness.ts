import type { Harness } from '@agog/deliverables-conformance';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';

/** The memory transport for the suite. A store is the transport's own memory. */
export const memoryHarness: Harness<null> = {
  name: 'memory',
  createStore: async () => null,
  open: async () => createMemoryTransport(),
  removeStore: async () => {},
};
