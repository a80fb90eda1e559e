import {
  createClient,
  type DeliverablesClient,
  defaultRoster,
  type Roster,
} from '@agog/deliverables-core';
import { connectWebSocket } from '@agog/deliverables-ws';

/** What the page shows of its connection. */
export type ConnectionState = 'live' | 'reconnecting' | 'closed';

/** The page learns of agents while it runs: any roster would do. */
const roster: Roster = defaultRoster;

/** Connects to the server at a URL, and makes the streams that it lacks. From then on it reconnects by itself. */
export async function connect(
  servers: string,
  onState: (state: ConnectionState) => void,
): Promise<DeliverablesClient> {
  const transport = await connectWebSocket({
    servers,
    name: 'browser example',
    onStatus({ type }) {
      if (type === 'disconnected') onState('reconnecting');
      if (type === 'reconnected') onState('live');
      if (type === 'closed') onState('closed');
    },
  });
  const client = createClient({ transport, roster });
  await client.initialize();
  onState('live');
  return client;
}
