import { join } from 'node:path';
import type { Transport } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { temporaryFolder } from './temporary-folder.ts';
import { testStream } from './test-stream.ts';

/** An open store of one kind or the other, with the test stream in it. */
export interface OpenStore extends AsyncDisposable {
  readonly transport: Transport;
}

/** Opens a store with a clock of the test's own. */
export type OpenKind = (now?: () => number) => Promise<OpenStore>;

const openMemory: OpenKind = async (now) => {
  const transport = createMemoryTransport({ now });
  await transport.admin?.create(testStream);
  return { transport, [Symbol.asyncDispose]: () => transport.close() };
};

const openSqlite: OpenKind = async (now) => {
  const folder = await temporaryFolder();
  const transport = await openSqliteTransport({ path: join(folder.path, 'store.db'), now });
  await transport.admin?.create(testStream);
  return {
    transport,
    async [Symbol.asyncDispose]() {
      await transport.close();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** Both stores, for `test.each`. */
export const bothStores: readonly (readonly [kind: string, open: OpenKind])[] = [
  ['memory', openMemory],
  ['SQLite', openSqlite],
];
