import { fileURLToPath } from 'node:url';
import {
  Client,
  type ClientOptions,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveHttp } from './http/serve-http.ts';
import { createMcpServer } from './server/create-mcp-server.ts';
import { openFileStore, openMemoryStore, type Store } from './store.fixture.ts';

/** A client of the official SDK, connected to a server of ours for the agent roy. */
export interface Connection {
  readonly mcp: Client;
  /** The store behind the server, as another agent sees it. */
  readonly store: Store;
  /** Closes client, server and store. */
  close(): Promise<void>;
}

/** How a client may reach the server. */
export interface Way {
  readonly name: string;
  /** Whether the client speaks the protocol of 2026-07-28. */
  readonly modern: boolean;
  open(): Promise<Connection>;
}

const progressInterval = 20;

/** Connects a client of the official SDK. */
export const connect = async (transport: Transport, modern: boolean): Promise<Client> => {
  const options: ClientOptions = { versionNegotiation: { mode: modern ? 'auto' : 'legacy' } };
  const mcp = new Client({ name: 'test', version: '1.0.0' }, options);
  await mcp.connect(transport);
  return mcp;
};

const overHttp = async (modern: boolean): Promise<Connection> => {
  const store = await openMemoryStore();
  const service = await serveHttp({ client: store, agent: 'roy', port: 0, progressInterval });
  const mcp = await connect(new StreamableHTTPClientTransport(new URL(service.url)), modern);
  const close = async () => {
    await mcp.close();
    await service.close();
    await store.close();
  };
  return { store, mcp, close };
};

const overStdio = async (modern: boolean): Promise<Connection> => {
  const { client: store, path, remove } = await openFileStore();
  const server = fileURLToPath(new URL('stdio/stdio-server.fixture.ts', import.meta.url));
  const words = ['--conditions=@agog/source', server, path];
  const transport = new StdioClientTransport({ command: process.execPath, args: words });
  const mcp = await connect(transport, modern);
  const close = async () => {
    await mcp.close();
    await remove();
  };
  return { store, mcp, close };
};

const inMemory = async (): Promise<Connection> => {
  const store = await openMemoryStore();
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = createMcpServer({ client: store, agent: 'roy', progressInterval });
  await server.connect(far);
  const mcp = await connect(near, false);
  const close = async () => {
    await mcp.close();
    await store.close();
  };
  return { store, mcp, close };
};

/** Every way there is. */
export const ways: readonly Way[] = [
  { name: 'in memory', modern: false, open: inMemory },
  { name: 'stdio, 2025-11-25', modern: false, open: () => overStdio(false) },
  { name: 'stdio, 2026-07-28', modern: true, open: () => overStdio(true) },
  { name: 'HTTP, 2025-11-25', modern: false, open: () => overHttp(false) },
  { name: 'HTTP, 2026-07-28', modern: true, open: () => overHttp(true) },
];
