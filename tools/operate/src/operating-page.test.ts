import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMonitor } from '@agog/deliverables-admin';
import { createClient, defaultRoster, type Roster, type Transport } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import {
  createAuthority,
  type NatsServer,
  startCluster,
  startServer,
  writePemFiles,
} from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';

const page = readFileSync(
  fileURLToPath(new URL('../../../docs/operating.md', import.meta.url)),
  'utf8',
);

/** The configuration under a heading of the page. */
const configurationUnder = (heading: string): string => {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`));
  const [, configuration] = /```conf\n(.*?)```/s.exec(section) ?? [];
  if (configuration === undefined) throw new Error(`Under "${heading}" is no configuration.`);
  return configuration;
};

/** Certificates under the names that the page has for them. */
const authority = await createAuthority();
const server = await authority.issue('localhost', '127.0.0.1');
const roy = await authority.issue('roy');
const openFiles = () => {
  const files = writePemFiles({
    'server.pem': server.cert,
    'server-key.pem': server.key,
    'authority.pem': authority.ca,
  });
  onTestFinished(() => files[Symbol.dispose]());
  return files;
};

/** What a server is started with: as the page has it, but for where it listens and stores. */
const optionsFor = (configuration: string) => {
  const storeDirectory = mkdtempSync(join(tmpdir(), 'agog-operating-'));
  onTestFinished(() => rmSync(storeDirectory, { recursive: true }));
  const config = configuration
    .replaceAll('/etc/agogsaas', openFiles().folder)
    .replaceAll('"0.0.0.0:9222"', '"127.0.0.1:-1"')
    .replaceAll('"/data"', JSON.stringify(storeDirectory));
  return { config, storeDirectory };
};

const start = async (configuration: string): Promise<NatsServer> => {
  const started = await startServer(optionsFor(configuration));
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
};

const publish = async (transport: Transport): Promise<void> => {
  await using client = createClient<Roster>({ transport, roster: defaultRoster });
  await client.initialize();
  const report = { agent: 'roy', taskType: 'backend', featureName: 'search' };
  await client.publishReport({ ...report, reportContent: '# Plan' });
  expect((await client.fetchReportOrThrow(report)).content).toBe('# Plan');
};

/** What the server says to a page of an origin that asks for a WebSocket. */
const statusFor = (url: string, origin: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      Origin: origin,
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Version': '13',
    };
    const asked = request(url, { ca: authority.ca, headers }, (answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    asked.on('upgrade', ({ statusCode }, socket) => {
      resolve(statusCode);
      socket.destroy();
    });
    asked.on('error', reject).end();
  });

test('TLS', async () => {
  const { port, websocketPort } = await start(configurationUnder('TLS'));
  const servers = `tls://localhost:${port}`;
  await publish(await connectNats({ servers, tls: { ca: authority.ca } }));
  await expect(connectNats({ servers })).rejects.toMatchObject({ code: 'store_unavailable' });
  const websocket = `https://localhost:${websocketPort}`;
  expect(await statusFor(websocket, 'https://agents.example.com')).toBe(101);
  expect(await statusFor(websocket, 'https://elsewhere.example.com')).toBe(403);
});

test('client certificates', async () => {
  const { port } = await start(configurationUnder('Client certificates'));
  const servers = `tls://localhost:${port}`;
  const { ca } = authority;
  await publish(await connectNats({ servers, tls: { ca, cert: roy.cert, key: roy.key } }));
  await expect(connectNats({ servers, tls: { ca } })).rejects.toMatchObject({
    code: expect.stringMatching(/store_unavailable|authentication_failed/),
  });
});

test('three zones: one is lost, and work goes on', async () => {
  const configuration = configurationUnder('Three machines in three zones');
  const zones = ['a', 'b', 'c'];
  const nodes = await startCluster(zones.length, ({ index, port, routes }) => {
    const placed = zones.reduce(
      (text, zone, place) => text.replaceAll(`nats://nats-zone-${zone}:6222`, routes[place] ?? ''),
      configuration
        .replace('nats-zone-a"', `nats-zone-${zones[index]}"`)
        .replace('zone:a', `zone:${zones[index]}`)
        .replace('0.0.0.0:6222', `127.0.0.1:${port}`),
    );
    return optionsFor(placed);
  });
  for (const node of nodes) onTestFinished(() => node[Symbol.asyncDispose]());
  const servers = nodes.map(({ url }) => url);
  const open = () => connectNats({ servers, replicas: 3 });
  await publish(await open());
  const { account_details: accounts } = await createMonitor({
    url: nodes[1]?.monitorUrl ?? '',
  }).jsz();
  const copies = accounts?.[0]?.stream_detail?.map(({ config }) => config?.num_replicas);
  expect(copies).toEqual(Array(7).fill(3));
  await nodes[0]?.kill();
  await publish(await open());
});
