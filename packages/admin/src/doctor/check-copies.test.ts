import { createServer } from 'node:net';
import { streamsOf } from '@agog/deliverables-core/transport';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';
import { createMonitor } from '../monitor/create-monitor.ts';
import { roster } from '../stores.fixture.ts';
import { examine, openConnection, prepare, wrongIn } from './doctor.fixture.ts';

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port = 0 } = Object(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Three servers that have agreed on who leads. */
const openCluster = async (): Promise<NatsServer> => {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const routes = ports.map((port) => `"nats://127.0.0.1:${port}"`).join(', ');
  const nodes = await Promise.all(
    ports.map((port, index) =>
      startServer({
        config: `server_name: n${index}, cluster { name: c, listen: "127.0.0.1:${port}", routes: [${routes}] }`,
      }),
    ),
  );
  for (const node of nodes) onTestFinished(() => node[Symbol.asyncDispose]());
  const [first] = nodes as [NatsServer, ...NatsServer[]]; // The cast: there are three.
  const monitor = createMonitor({ url: first.monitorUrl });
  const isReady = async () => (await monitor.healthz()).status;
  await expect.poll(isReady, { timeout: 20_000, interval: 100 }).toBe('ok');
  return first;
};

test('single_copy: a cluster keeps a stream on one machine only', async () => {
  const server = await openCluster();
  await prepare(server);
  const diagnosis = await examine(server);
  expect(wrongIn(diagnosis)).toContain('single_copy');
  const names = streamsOf(roster).map(({ name }) => name);
  expect(diagnosis.findings).toContainEqual(
    expect.objectContaining({ id: 'single_copy', details: { cluster: 'c', streams: names } }),
  );
  const connection = await openConnection(server);
  const ask = async (path: string, body: string) =>
    JSON.parse((await connection.request(`$JS.API.${path}`, body)).string());
  for (const name of names) {
    const { config } = await ask(`STREAM.INFO.${name}`, '');
    await ask(`STREAM.UPDATE.${name}`, JSON.stringify({ ...config, num_replicas: 3 }));
  }
  expect(wrongIn(await examine(server))).not.toContain('single_copy');
});
