import type { StreamAdmin, StreamConfig, Transport } from '@agog/deliverables-core';
import { assertionError } from './assertions.ts';
import type { CompleteHarness } from './harness.ts';
import { streamConfig, type TestStream, testStream, uniqueName } from './test-stream.ts';
import { createWaits, type Waits } from './wait.ts';

/** What a requirement has at hand. All of it is its own: nothing is shared with the requirements next to it. */
export interface ConformanceContext extends Waits {
  /** The newest transport opened; there is one from the start. */
  readonly transport: Transport;
  /** The newest transport's admin. */
  readonly admin: StreamAdmin;
  /** Aborts when the requirement's time is up. */
  readonly signal: AbortSignal;
  /** Another transport on the same store, beside those that are open. */
  open(): Promise<Transport>;
  /** Closes every transport of this requirement, then opens a new one on the same store. */
  reopen(): Promise<Transport>;
  /** Creates a stream under a name of its own, taking `<name>.>`; it is removed at the end. */
  createStream(changes?: Partial<StreamConfig>): Promise<TestStream>;
  /** Wraps a configuration created elsewhere, and has it removed at the end. */
  adoptStream(config: StreamConfig): TestStream;
}

/** A context, and what puts everything away. */
export interface OpenContext {
  readonly context: ConformanceContext;
  close(): Promise<void>;
}

/** A context on a new store of the harness, with one transport open. */
export const openContext = async <Store>(
  harness: CompleteHarness<Store>,
  signal: AbortSignal,
): Promise<OpenContext> => {
  const store = await harness.createStore();
  const opened: Transport[] = [];
  const streams = new Set<string>();
  let newest: Transport;

  const open = async (): Promise<Transport> => {
    newest = await harness.open(store);
    opened.push(newest);
    return newest;
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  };
  const removeStreams = async (): Promise<void> => {
    if (streams.size === 0) return;
    // The requirement may have closed its own transport.
    const transport = await harness.open(store);
    for (const stream of streams) await transport.admin?.deleteStream(stream);
    await transport.close();
  };
  try {
    newest = await open();
  } catch (error) {
    await harness.removeStore(store);
    throw error;
  }

  const context: ConformanceContext = {
    ...createWaits(harness.patience, signal),
    signal,
    get transport() {
      return newest;
    },
    get admin() {
      if (newest.admin) return newest.admin;
      throw assertionError('The transport should have an admin, but it is null.');
    },
    open,
    async reopen() {
      await closeAll();
      return open();
    },
    adoptStream(config) {
      streams.add(config.name);
      return testStream(config, () => newest);
    },
    async createStream(changes) {
      const config = streamConfig(uniqueName(), changes);
      const stream = context.adoptStream(config);
      await context.admin.create(config);
      return stream;
    },
  };
  return {
    context,
    async close() {
      try {
        await closeAll();
        await removeStreams();
      } finally {
        await harness.removeStore(store);
      }
    },
  };
};
