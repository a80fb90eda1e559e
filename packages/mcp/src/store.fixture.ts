import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type DeliverablesClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';

/** A client of the guide's roster. */
export type Store = DeliverablesClient<typeof defaultRoster>;

/** A fresh store in memory. */
export const openMemoryStore = async (): Promise<Store> => {
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  await client.initialize();
  return client;
};

/** A store in a file, which other processes may open. */
export interface FileStore {
  readonly client: Store;
  readonly path: string;
  /** Closes the store and removes the file. */
  remove(): Promise<void>;
}

export const openFileStore = async (): Promise<FileStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'agog-mcp-'));
  const path = join(folder, 'store.db');
  const transport = await openSqliteTransport({ path });
  const client = createClient({ transport, roster: defaultRoster });
  await client.initialize();
  const remove = async () => {
    await client.close();
    await rm(folder, { recursive: true });
  };
  return { client, path, remove };
};
