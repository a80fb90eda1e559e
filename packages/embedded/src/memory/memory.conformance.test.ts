import { describeConformance } from '@agog/deliverables-conformance/vitest';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';

await describeConformance({
  name: 'memory',
  createStore: async () => undefined,
  open: async () => createMemoryTransport(),
  removeStore: async () => {},
});
