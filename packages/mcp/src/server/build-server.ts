import { Server } from '@modelcontextprotocol/server';
import type { ServerDesk } from '../desk/server-desk.ts';
import { serveResources } from '../resources/serve-resources.ts';
import { serveRevisions } from '../resources/serve-revisions.ts';
import { serveCompletion } from './serve-completion.ts';
import { servePrompts } from './serve-prompts.ts';
import { serveTools } from './serve-tools.ts';

/** How the client of a server hears of new revisions. */
export type Telling =
  /** What it subscribed to, on its own connection. */
  | 'subscribed'
  /** Everything, to whoever picks from it. */
  | 'everything'
  /** Somebody else tells it. */
  | 'nothing';

/** A server for one connection, or for one request of a protocol without connections. */
export const buildServer = (desk: ServerDesk, telling: Telling): Server => {
  const server = new Server(
    { name: 'agog-deliverables', title: 'Agog Deliverables', version: desk.version },
    {
      capabilities: {
        tools: {},
        resources: { subscribe: true, listChanged: true },
        prompts: {},
        completions: {},
      },
      instructions: `Reports of agents: stored once, read in parts, handed on as notices. You publish as ${desk.agent}.`,
    },
  );
  serveTools(server, desk);
  serveResources(server, desk);
  servePrompts(server, desk);
  serveCompletion(server, desk);
  if (telling !== 'nothing') {
    const stop = serveRevisions(server, desk, telling === 'everything');
    server.onclose = stop;
  }
  return server;
};
