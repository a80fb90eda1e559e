import type { Transport } from '@agog/deliverables-core';
import { createChanges } from '../engine/changes.ts';
import { createTransport } from '../engine/transport.ts';
import { createMemoryRows } from './memory-rows.ts';

/** Options of {@link createMemoryTransport}. */
export interface MemoryTransportOptions {
  /** The clock, in milliseconds since 1970: ages messages and forgets message ids. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Streams in the memory of this process, empty at first and gone with it: for tests, examples and browsers. The same
 * semantics as a server's streams, `consume` and work queues included.
 */
export const createMemoryTransport = ({
  now = Date.now,
}: MemoryTransportOptions = {}): Transport => {
  const rows = createMemoryRows(now);
  const changes = createChanges();
  return createTransport({
    name: 'memory',
    capabilities: { persistent: false, shared: false, workQueues: true },
    changes,
    read: async (work) => work(rows),
    async write(work) {
      const answer = work(rows);
      changes.announce();
      return answer;
    },
    async close() {},
  });
};
