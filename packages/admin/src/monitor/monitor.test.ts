import { createServer, type RequestListener } from 'node:http';
import { serverLines, startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMonitor } from './create-monitor.ts';

const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};

describe.each(serverLines)('the monitoring of nats-server %s', (version) => {
  test('tells of everything', async () => {
    await using server = await startServer({ version });
    const connection = await connect({ servers: server.url, name: 'watched' });
    onTestFinished(() => connection.close());
    const monitor = createMonitor({ url: `${server.monitorUrl}/` });
    const { server_id } = await monitor.varz();
    expect(await monitor.varz()).toMatchObject({
      version: server.version,
      port: server.port,
      max_payload: 11 * 1024 * 1024,
      jetstream: { config: { max_storage: expect.any(Number) } },
    });
    const connz = await monitor.connz();
    expect(connz.connections.find(({ name }) => name === 'watched')).toMatchObject({
      cid: expect.any(Number),
      ip: '127.0.0.1',
      idle: expect.any(String),
      last_activity: expect.any(String),
      pending_bytes: 0,
      in_bytes: expect.any(Number),
      subscriptions: expect.any(Number),
      lang: 'nats.js',
    });
    expect(await monitor.connz({ offset: 5 })).toMatchObject({ offset: 5, connections: [] });
    expect(await monitor.routez()).toMatchObject({ server_id, num_routes: 0, routes: [] });
    expect(await monitor.subsz()).toMatchObject({ num_subscriptions: expect.any(Number) });
    expect(await monitor.jsz()).toMatchObject({ server_id, streams: 0, config: {} });
    expect(await monitor.healthz()).toEqual({ status: 'ok' });
  });
});

test('a cluster tells of its routes', async () => {
  const jetstream = false;
  const listen = 'listen: "127.0.0.1:-1"';
  await using first = await startServer({ jetstream, config: `cluster { name: c, ${listen} }` });
  const monitor = createMonitor({ url: first.monitorUrl });
  const { cluster } = await monitor.varz();
  expect(cluster).toMatchObject({ name: 'c', cluster_port: expect.any(Number) });
  const routes = `routes: ["nats://127.0.0.1:${cluster?.cluster_port}"]`;
  await using second = await startServer({
    jetstream,
    config: `cluster { name: c, ${listen}, ${routes} }`,
  });
  const { server_id } = await createMonitor({ url: second.monitorUrl }).varz();
  await expect.poll(async () => (await monitor.routez()).num_routes).toBeGreaterThan(0);
  expect((await monitor.routez()).routes[0]).toMatchObject({
    remote_id: server_id,
    ip: '127.0.0.1',
    port: expect.any(Number),
    rid: expect.any(Number),
    pending_size: expect.any(Number),
    in_msgs: expect.any(Number),
    out_bytes: expect.any(Number),
    subscriptions: expect.any(Number),
  });
});

test('a server without JetStream says so', async () => {
  await using server = await startServer({ jetstream: false });
  expect(await createMonitor({ url: server.monitorUrl }).jsz()).toMatchObject({ disabled: true });
});

test('a server that is not well says what is wrong', async () => {
  const url = await listen((_, response) => {
    response.writeHead(503).end('{"status":"unavailable","status_code":503,"error":"no quorum"}');
  });
  expect(await createMonitor({ url }).healthz()).toMatchObject({ error: 'no quorum' });
  await expect(createMonitor({ url }).varz()).rejects.toMatchObject({ code: 'unsupported' });
});

test('sends credentials, and never tells them', async () => {
  const url = await listen(({ headers }, response) => {
    const isLetIn = headers.authorization === `Basic ${btoa('me:s3cret')}`;
    response.writeHead(isLetIn ? 200 : 401).end('{"status":"ok"}');
  });
  const withPassword = url.replace('//', '//me:s3cret@');
  expect(await createMonitor({ url: withPassword }).healthz()).toEqual({ status: 'ok' });
  const denied = createMonitor({ url }).healthz();
  await expect(denied).rejects.toMatchObject({ code: 'authentication_failed' });
  const lost = createMonitor({ url: 'http://me:s3cret@127.0.0.1:1' }).varz();
  await expect(lost).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
  await expect(lost).rejects.not.toThrow(/s3cret/);
});

test('ends when its time is up, or when it is told to', async () => {
  const url = await listen(() => {});
  const monitor = createMonitor({ url });
  await expect(monitor.varz({ timeout: 30 })).rejects.toMatchObject({ code: 'timeout' });
  const controller = new AbortController();
  const asking = monitor.varz({ signal: controller.signal });
  controller.abort();
  await expect(asking).rejects.toMatchObject({ code: 'aborted' });
  await expect(monitor.varz({ timeout: -1 })).rejects.toMatchObject({ code: 'invalid_argument' });
});

test('knows what is not a NATS server', async () => {
  const url = await listen((_, response) => response.end('<html>Welcome</html>'));
  await expect(createMonitor({ url }).varz()).rejects.toMatchObject({ code: 'unsupported' });
  for (const wrong of ['localhost:8222', 'nats://localhost:4222', '', 'http://']) {
    expect(() => createMonitor({ url: wrong })).toThrow(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  }
});
