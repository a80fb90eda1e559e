import type { Roster } from '@agog/deliverables-core';
import type { Server } from '@modelcontextprotocol/server';
import { buildServer } from './build-server.ts';
import { type McpServerOptions, openDesk } from './open-desk.ts';

/**
 * An MCP server for one agent, to connect to a transport of the official SDK: `server.connect(transport)`. On such a
 * connection it speaks the protocol's revisions up to 2025-11-25; `serveStdio` and `serveHttp` speak 2026-07-28 as well.
 *
 * It watches the store from the client's first word until it is closed; the client given stays open.
 *
 * @throws DeliverablesError `unknown_agent`, `invalid_argument`
 */
export function createMcpServer<R extends Roster>(options: McpServerOptions<R>): Server;
// The tools take the names of any roster; the signature above narrows which names compile.
export function createMcpServer(options: McpServerOptions<Roster>): Server {
  const desk = openDesk(options);
  const server = buildServer(desk, 'subscribed');
  // Where the store cannot be watched, whoever subscribes is told so.
  server.oninitialized = () => void desk.watch.start().catch(() => {});
  server.onclose = () => void desk.watch.close();
  return server;
}
