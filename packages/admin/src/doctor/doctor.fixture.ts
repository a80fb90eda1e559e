import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJetStreamTransport, type NatsConnection } from '@agog/deliverables-jetstream';
import { type NatsServer, type StartServerOptions, startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { onTestFinished } from 'vitest';
import { roster } from '../stores.fixture.ts';
import { createStreamManager } from '../streams/stream-manager.ts';
import { type Diagnosis, doctor, type ServerPatient } from './doctor.ts';

/** Users of {@link openServer} by name; each one's password is its name. */
export type Login = { readonly user: string };

const authenticate = (login?: Login) => (login ? { user: login.user, pass: login.user } : {});

/** How the server of a test is set up. */
export interface ServerSetUp extends Omit<StartServerOptions, 'storeDirectory'> {
  /** What stands in the block of JetStream. Default: that every message is written at once. */
  readonly jetstreamSettings?: string;
}

/** A server that ends with the test. */
export const openServer = async ({
  version = '2.15',
  // 2.9 knows no such setting.
  jetstreamSettings = version === '2.9' ? '' : 'sync_interval: always',
  config = '',
  ...options
}: ServerSetUp = {}): Promise<NatsServer> => {
  const storeDirectory = await mkdtemp(join(tmpdir(), 'agog-doctor-'));
  onTestFinished(() => rm(storeDirectory, { recursive: true, force: true }));
  const { jetstream = true } = options;
  const block = `jetstream { store_dir: ${JSON.stringify(storeDirectory)}, ${jetstreamSettings} }`;
  const server = await startServer({
    ...options,
    version,
    storeDirectory,
    config: `${jetstream ? block : ''}\n${config}`,
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

/** A connection that ends with the test. */
export const openConnection = async (
  server: NatsServer,
  login?: Login,
): Promise<
  NatsConnection & { request(subject: string, body: string): Promise<{ string(): string }> }
> => {
  const connection = await connect({ servers: server.url, ...authenticate(login) });
  onTestFinished(() => connection.close());
  return connection;
};

/** Creates the roster's streams, or others first. */
export const prepare = async (
  server: NatsServer,
  login?: Login,
  before?: (request: (path: string, body: object) => Promise<unknown>) => Promise<unknown>,
): Promise<void> => {
  const connection = await openConnection(server, login);
  await before?.((path, body) => connection.request(`$JS.API.${path}`, JSON.stringify(body)));
  const transport = createJetStreamTransport({ connection });
  await createStreamManager(transport, roster).apply();
  await transport.close();
};

/** What the doctor says of a server. */
export const examine = (
  server: NatsServer,
  options: Partial<ServerPatient> & { readonly login?: Login } = {},
): Promise<Diagnosis> => {
  const { login, ...others } = options;
  return doctor({
    roster,
    connect: () => connect({ servers: server.url, ...authenticate(login) }),
    monitorUrl: server.monitorUrl,
    ...others,
  });
};

/** The names of what is wrong: all findings that are worse than `info`. */
export const wrongIn = ({ findings }: Diagnosis): string[] =>
  findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
