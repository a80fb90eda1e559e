import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Transport } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';

/** Where the agents meet. The only file of this example that knows a transport. */
export interface Store {
  /** For people: what it is and where. */
  readonly description: string;
  /** The file, or `null` where it will be gone afterwards. */
  readonly keptAt: string | null;
  /** Opens the store anew: each agent has its own connection, as separate processes would. */
  open(): Promise<Transport>;
  /** Removes the store where it was only made for this run. */
  release(): Promise<void>;
}

/** Which store to use. */
export interface StoreOptions {
  /** A SQLite file, made where there is none; without it a fresh one in a temporary folder. */
  readonly path?: string | undefined;
  /** Keep a temporary store. */
  readonly keep: boolean;
}

/** Chooses the store of a run; nothing is opened yet. */
export async function chooseStore(options: StoreOptions): Promise<Store> {
  if (options.path !== undefined) {
    const { path } = options;
    return {
      description: `SQLite file ${path}`,
      keptAt: path,
      open: () => openSqliteTransport({ path }),
      release: async () => {},
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'three-agents-'));
  const path = join(folder, 'deliverables.sqlite');
  return {
    description: options.keep ? `SQLite file ${path}` : 'SQLite file in a temporary folder',
    keptAt: options.keep ? path : null,
    open: () => openSqliteTransport({ path }),
    release: async () => {
      if (!options.keep) await rm(dirname(path), { recursive: true, force: true });
    },
  };
}
