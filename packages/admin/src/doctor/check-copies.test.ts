import { streamsOf } from '@agog/deliverables-core/transport';
import { type NatsServer, startCluster } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';
import { roster } from '../stores.fixture.ts';
import { examine, openConnection, prepare, wrongIn } from './doctor.fixture.ts';

/** Three servers that have agreed on who leads. */
const openCluster = async (): Promise<NatsServer> => {
  const nodes = await startCluster(3, ({ index, port, routes }) => ({
    config: `server_name: n${index}, cluster { name: c, listen: "127.0.0.1:${port}", routes: ${JSON.stringify(routes)} }`,
  }));
  for (const node of nodes) onTestFinished(() => node[Symbol.asyncDispose]());
  const [first] = nodes as [NatsServer, ...NatsServer[]]; // The cast: there are three.
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
