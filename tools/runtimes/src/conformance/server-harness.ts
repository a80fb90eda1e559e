import type { Harness } from '@agog/deliverables-conformance';
import type { Transport } from '@agog/deliverables-core';

/**
 * A transport to a server that is there already, for the suite. Its store is the server: the suite's streams have names
 * of their own, and are deleted by it.
 */
export function serverHarness(name: string, open: () => Promise<Transport>): Harness<null> {
  return {
    name,
    createStore: async () => null,
    open,
    removeStore: async () => {},
    // Deno's WebSocket takes 44 ms for a publish that is awaited.
    patience: 15_000,
    timeout: 60_000,
  };
}
