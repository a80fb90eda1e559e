import {
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { largestMessage } from '../desk/largest-message.ts';
import type { ServerDesk } from '../desk/server-desk.ts';
import { buildServer } from '../server/build-server.ts';

/** Clients of the protocol's revisions up to 2025-11-25, each with a session of its own. */
export interface Sessions {
  handle(request: Request): Promise<Response>;
  close(): Promise<void>;
}

interface Session {
  readonly server: Server;
  readonly transport: WebStandardStreamableHTTPServerTransport;
}

/** Holds at most so many sessions: the one that was unused longest makes room for a new one. */
export const createSessions = (desk: ServerDesk, maxSessions: number): Sessions => {
  // In the order of their last use.
  const sessions = new Map<string, Session>();

  const makeRoom = async (): Promise<void> => {
    for (const [id, { server }] of sessions) {
      if (sessions.size < maxSessions) return;
      sessions.delete(id);
      await server.close();
    }
  };

  const begin = async (request: Request): Promise<Response> => {
    const server = buildServer(desk, 'subscribed');
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      maxRequestBodySize: largestMessage,
      onsessioninitialized: async (id) => {
        await makeRoom();
        sessions.set(id, { server, transport });
      },
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await server.connect(transport);
    const response = await transport.handleRequest(request);
    // What was no greeting began no session.
    if (transport.sessionId === undefined) await server.close();
    return response;
  };

  return {
    async handle(request) {
      const id = request.headers.get('mcp-session-id');
      if (id === null) return begin(request);
      const session = sessions.get(id);
      if (!session) return unknownSession();
      sessions.delete(id);
      sessions.set(id, session);
      return session.transport.handleRequest(request);
    },
    async close() {
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.all(open.map(({ server }) => server.close()));
    },
  };
};

/** The protocol's way to tell a client that it has to begin anew. */
const unknownSession = (): Response => {
  const error = { code: -32001, message: 'Session not found; begin a new one.' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 404 });
};
