import { createClient, type DeliverablesClient, defineRoster } from '@agog/deliverables-core';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { type NatsServer, type ServerLine, startServer } from '@agog-internal/nats-server';
import { connect, type NatsConnection, wsconnect } from '@nats-io/transport-node';
import { afterAll } from 'vitest';
import { createStreamManager } from '../streams/stream-manager.ts';
import { type PermissionStrength, permissionsFor } from './permissions-for.ts';
import type { RolePermissions } from './role-permissions.ts';

const purpose = 'Work';

/** Two agents with a stream each. */
export const roster = defineRoster({
  ann: { stream: 'plans', taskTypes: ['plan'], purpose },
  bob: { stream: 'reviews', taskTypes: ['review'], purpose },
});

/** Names of users without their beginning. */
export type Who = 'agent-ann' | 'agent-bob' | 'reader' | 'orchestrator' | 'admin';

/** A server with the permissions of the roster, and its streams. */
export interface GuardedServer {
  readonly server: NatsServer;
  of(who: Who): RolePermissions;
  /** A raw connection. Default: over TCP. */
  open(who: Who, over?: 'tcp' | 'websocket'): Promise<NatsConnection>;
  /** A client as users make it, over a connection of its own or the one given. */
  client(who: Who, over?: NatsConnection): Promise<DeliverablesClient<typeof roster>>;
}

/** Starts one that ends with the file. */
export const startGuarded = async (
  strength: PermissionStrength,
  version: ServerLine = '2.15',
): Promise<GuardedServer> => {
  const { roles, configuration } = permissionsFor(roster, { strength });
  const environment = { ...process.env };
  for (const { credential } of roles) {
    // Only the quotes keep the server from reading a number.
    if ('environment' in credential) environment[credential.environment] = '"1234"';
  }
  const config = `${configuration}leafnodes { listen: "127.0.0.1:-1" }\n`;
  const server = await startServer({ version, config, environment });
  afterAll(() => server[Symbol.asyncDispose]());
  const of = (who: Who): RolePermissions => {
    const found = roles.find(({ connect: { user } }) => user === `agog-${who}`);
    if (!found) throw new Error(`There is no user ${who}.`);
    return found;
  };
  const open: GuardedServer['open'] = async (who, over = 'tcp') => {
    const { user, inboxPrefix } = of(who).connect;
    const login = { user, pass: '1234', inboxPrefix, reconnectTimeWait: 20 };
    const connection = await (over === 'tcp'
      ? connect({ ...login, servers: server.url })
      : wsconnect({ ...login, servers: server.websocketUrl }));
    afterAll(() => connection.close());
    return connection;
  };
  const client: GuardedServer['client'] = async (who, over) => {
    const { inboxPrefix, apiPrefix } = of(who).connect;
    const connection = over ?? (await open(who));
    const transport = createJetStreamTransport({ connection, inboxPrefix, apiPrefix });
    return createClient({ transport, roster });
  };
  const admin = await client('admin');
  await createStreamManager(admin.transport, roster).apply();
  return { server, of, open, client };
};
