import type { Transport } from '@agog/deliverables-core';
import { createChanges } from '../engine/changes.ts';
import { createClock } from '../engine/clock.ts';
import { evict } from '../engine/evict.ts';
import type { Rows, StreamRows } from '../engine/rows.ts';
import { createTransport } from '../engine/transport.ts';
import { createMemoryStream } from './memory-stream.ts';

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
  const changes = createChanges();
  const streams = new Map<string, StreamRows>();
  let lastCreated = 0;
  const clock = createClock(now);
  const rows: Rows = {
    ...clock,
    streams,
    insertStream(config) {
      lastCreated = Math.max(now(), lastCreated + 1);
      streams.set(config.name, createMemoryStream(config, new Date(lastCreated)));
    },
    deleteStream: (name) => streams.delete(name),
  };
  const run = async <T>(work: (rows: Rows) => T): Promise<T> => {
    for (const stream of streams.values()) while (!evict(stream, clock.latest()));
    return work(rows);
  };
  return createTransport({
    name: 'memory',
    capabilities: { persistent: false, shared: false, workQueues: true, skipsSequences: true },
    changes,
    read: run,
    write: (work) => run(work).finally(changes.announce),
    async close() {},
  });
};
