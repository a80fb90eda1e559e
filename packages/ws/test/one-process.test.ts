// Whoever connects first, and whatever else connects in the process: every connection outlives the server.
import { createClient, defaultRoster, type Transport } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { connectWebSocket } from '@agog/deliverables-ws';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';

const research = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: 'customer-search',
} as const;

/** What connects, by a letter. Upper case is ours, lower case a user's own. */
const openers: Record<string, (server: NatsServer) => Promise<Transport | NatsConnection>> = {
  N: ({ url }) => connectNats({ servers: url }),
  W: ({ websocketUrl }) => connectWebSocket({ servers: websocketUrl }),
  n: ({ url }) => connect({ servers: url, reconnectTimeWait: 100 }),
  w: ({ websocketUrl }) => wsconnect({ servers: websocketUrl, reconnectTimeWait: 100 }),
};

const isOurs = (opened: Transport | NatsConnection): opened is Transport => 'admin' in opened;

describe('survive a restart', () => {
  // A user's own two disturb each other, so that of these there is one at a time; the last one to connect survives.
  test.each(['NW', 'WN', 'NWn', 'nWN', 'NWw', 'wNW', 'WnN', 'NwW'])('%s', async (order) => {
    await using server = await startServer();
    const opened: (Transport | NatsConnection)[] = [];
    for (const letter of order) {
      const open = openers[letter];
      if (open) opened.push(await open(server));
    }
    for (let round = 1; round <= 2; round++) {
      await server.restart({ signal: round === 1 ? 'SIGTERM' : 'SIGKILL' });
      for (const one of opened) {
        if (!isOurs(one)) {
          await expect.poll(() => one.rtt().catch(() => null)).not.toBeNull();
          continue;
        }
        const client = createClient({ transport: one, roster: defaultRoster });
        await client.initialize();
        await client.publishReport({ ...research, reportContent: `# ${order}` });
        expect((await client.fetchReport(research))?.content).toBe(`# ${order}`);
      }
    }
    await Promise.all(opened.map((one) => one.close()));
  });
});
