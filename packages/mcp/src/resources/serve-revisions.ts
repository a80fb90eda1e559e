import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server';
import { refuse } from '../desk/refuse.ts';
import type { ServerDesk } from '../desk/server-desk.ts';
import { requireResource } from './serve-resources.ts';

/** The most addresses that one connection subscribes to. */
const mostSubscriptions = 1_000;

/**
 * Tells the client of one connection about new revisions: of those that it subscribed to, and, where a channel has its
 * first, that the list has changed. What is returned ends it.
 *
 * A connection of the 2026-07-28 protocol has no requests to subscribe; whoever serves it asks for `everything` and picks.
 */
export const serveRevisions = (
  server: Server,
  { watch }: ServerDesk,
  everything: boolean,
): (() => void) => {
  const subscribed = new Set<string>();
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    requireResource(uri);
    if (subscribed.size >= mostSubscriptions) {
      const message = `A connection has at most ${mostSubscriptions} subscriptions.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidRequest, message);
    }
    await watch.start().catch(refuse);
    subscribed.add(uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    subscribed.delete(uri);
    return {};
  });
  // A client that has gone is told nothing more; its connection is about to close.
  const ignore = () => {};
  return watch.listen({
    onChannels: () => void server.sendResourceListChanged().catch(ignore),
    onRevision(uri) {
      if (everything || subscribed.has(uri)) server.sendResourceUpdated({ uri }).catch(ignore);
    },
  });
};
