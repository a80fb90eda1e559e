import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Transport } from '@agog/deliverables-core';

/** Where a store is, as plain data: all that an agent's process is told of it. */
export type StoreAddress =
  | { readonly transport: 'sqlite'; readonly path: string }
  | { readonly transport: ServerTransport; readonly url: string };

/** The ways to a NATS server: TCP, and WebSocket. */
export type ServerTransport = 'nats' | 'ws';

/** Where the agents meet. The only file of this example that knows transports. */
export interface Store {
  readonly address: StoreAddress;
  /** For people: what it is and where. Holds no credentials. */
  readonly description: string;
  /** The file, or `null` where it will be gone afterwards, or is none. */
  readonly keptAt: string | null;
  /** Opens the store anew: each agent has its own connection. */
  open(): Promise<Transport>;
  /** Removes the store where it was only made for this run. */
  release(): Promise<void>;
}

/** Which store to use. */
export interface StoreOptions {
  /** A NATS server, in place of a file. */
  readonly server?: { readonly transport: ServerTransport; readonly url: string } | undefined;
  /** A SQLite file, made where there is none; without it a fresh one in a temporary folder. */
  readonly path?: string | undefined;
  /** Keep a temporary store. */
  readonly keep: boolean;
}

/** Chooses the store of a run; nothing is opened yet. */
export async function chooseStore({ server, path, keep }: StoreOptions): Promise<Store> {
  if (server !== undefined) return storeAt(server);
  if (path !== undefined) return { ...storeAt({ transport: 'sqlite', path }), keptAt: path };
  const folder = await mkdtemp(join(tmpdir(), 'three-agents-'));
  const temporary = join(folder, 'deliverables.sqlite');
  const store = storeAt({ transport: 'sqlite', path: temporary });
  if (keep) return { ...store, keptAt: temporary };
  return {
    ...store,
    description: 'SQLite file in a temporary folder',
    release: () => rm(dirname(temporary), { recursive: true, force: true }),
  };
}

/** The store at an address, which stays afterwards. */
export function storeAt(address: StoreAddress): Store {
  return {
    address,
    description: describe(address),
    keptAt: null,
    open: () => openStore(address),
    release: async () => {},
  };
}

// What is not needed is not loaded.
async function openStore(address: StoreAddress): Promise<Transport> {
  const name = 'three-agent-workflow';
  switch (address.transport) {
    case 'sqlite': {
      const { openSqliteTransport } = await import('@agog/deliverables-embedded/sqlite');
      return openSqliteTransport({ path: address.path });
    }
    case 'nats': {
      const { connectNats } = await import('@agog/deliverables-nats');
      return connectNats({ servers: address.url, name });
    }
    case 'ws': {
      const { connectWebSocket } = await import('@agog/deliverables-ws');
      return connectWebSocket({ servers: address.url, name });
    }
  }
}

function describe(address: StoreAddress): string {
  if (address.transport === 'sqlite') return `SQLite file ${address.path}`;
  const way = { nats: 'TCP', ws: 'WebSocket' }[address.transport];
  // Credentials stand before the last @; scheme and path say nothing more.
  const host = address.url
    .split('@')
    .at(-1)
    ?.replace(/^\w+:\/\//, '')
    .replace(/\/.*$/, '');
  return `NATS server ${host}, over ${way}`;
}
